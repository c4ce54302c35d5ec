import { describe, expect, it } from "vitest";
import { attribution } from "../../src/core/catalogue/index.ts";
import { largestFile, readFrameworkFile, writeFrameworkFile } from "../../src/core/framework-file.ts";
import {
  asShipped,
  frameworkFrom,
  type KeptMeasures,
  type MeasureDraft,
  withMeasure,
  withState,
} from "../../src/core/own-framework.ts";
import { isRefusal, type Refusal } from "../../src/core/refusal.ts";

const draft: MeasureDraft = {
  category: "business",
  name: "First useful reply",
  audience: "manager",
  meaning: "How long until somebody who knows has answered.",
  unit: "days",
  obtained: "",
  misread: "As a race.",
  question: "Who knew?",
  better: "lower",
  state: "looked-up",
};

function kept(outcome: KeptMeasures | Refusal): KeptMeasures {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.no}`);
  return outcome;
}

const own = kept(withState(kept(withMeasure(asShipped, draft)), "time-to-smile", "retired"));

function read(text: string, into: KeptMeasures = asShipped): KeptMeasures {
  const outcome = readFrameworkFile(text, into);
  if ("troubles" in outcome) throw new Error(outcome.troubles.join("\n"));
  return outcome.measures;
}

type Change = (file: { measures: Record<string, unknown>[] } & Record<string, unknown>) => void;

function changed(change: Change): string {
  const file = JSON.parse(writeFrameworkFile(own));
  change(file);
  return JSON.stringify(file);
}

function troubles(change: Change): readonly string[] {
  const outcome = readFrameworkFile(changed(change), own);
  return "troubles" in outcome ? outcome.troubles : [];
}

const last = (file: { measures: Record<string, unknown>[] }) => file.measures.at(-1) ?? {};

describe("a framework as a file", () => {
  it("read into another team makes it the same there, keys and all", () => {
    const there = frameworkFrom(read(writeFrameworkFile(own)));
    expect({ ...there, retired: [] }).toEqual({ ...frameworkFrom(own), retired: [] });
    expect(there.retired.map(({ key }) => key)).toEqual(["time-to-smile"]);
  });

  it("read where it was written changes nothing", () => {
    expect(frameworkFrom(read(writeFrameworkFile(own), own))).toEqual(frameworkFrom(own));
    expect(frameworkFrom(read(writeFrameworkFile(asShipped)))).toEqual(frameworkFrom(asShipped));
  });

  it("carries the source and its lines along, and is not read without them", () => {
    expect(JSON.parse(writeFrameworkFile(own)).attribution).toEqual([...attribution]);
    const without = troubles((file) => {
      file.attribution = attribution.slice(1);
    });
    expect(without).toEqual(["attribution: the framework's own lines have to stay, whole and as they are"]);
  });

  it("begins a new line for what reads otherwise, and retires what is not in it", () => {
    const other = changed((file) => {
      last(file).meaning = "Something else.";
    });
    const after = read(other, own);
    const keys = after.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(after.find(({ key }) => key === "team-first-useful-reply")?.state).toBe("retired");
    expect(frameworkFrom(after).measures.at(-1)).toMatchObject({ key: "team-first-useful-reply-b" });
  });

  it("makes a framework's measure that was reworded the team's own", () => {
    const other = changed((file) => {
      const [first] = file.measures;
      Object.assign(first ?? {}, { category: "customer", unit: null, meaning: "Ours.", origin: "ocmf-v1" });
    });
    const [first] = frameworkFrom(read(other)).measures;
    expect(first).toMatchObject({ origin: "team", meaning: "Ours.", after: asShipped[0]?.key });
  });

  it("goes on with a line whose words around it changed", () => {
    const other = changed((file) => {
      last(file).question = "Who else?";
    });
    const again = frameworkFrom(read(other, own)).measures.at(-1);
    expect(again).toMatchObject({ key: "team-first-useful-reply", question: "Who else?" });
  });

  it.each<[string, Change, RegExp]>([
    ["another format", (f) => void Object.assign(f, { format: "bearings-framework/2" }), /^format: /],
    [
      "another framework",
      (f) => void Object.assign(f, { framework: { name: "Mine" } }),
      /^framework\.name: /,
    ],
    ["something unknown", (f) => void Object.assign(last(f), { target: 3 }), /^measures\[\d+\]: .*target/],
    ["an unknown unit", (f) => void Object.assign(last(f), { unit: "euros" }), /^measures\[\d+\]\.unit: /],
    ["no unit", (f) => void delete last(f).unit, /^measures\[\d+\]\.unit: it is needed/],
    ["no category", (f) => void delete last(f).category, /^measures\[\d+\]\.category: /],
    ["no name", (f) => void delete last(f).name, /^measures\[\d+\]\.name: /],
    ["no meaning", (f) => void delete last(f).meaning, /^measures\[\d+\]\.meaning: /],
    [
      "a name nobody sees",
      (f) => void Object.assign(last(f), { name: "\u200b" }),
      /^measures\[\d+\]\.name: /,
    ],
    [
      "a key that is none",
      (f) => void Object.assign(last(f), { key: "<!channel>" }),
      /^measures\[\d+\]\.key: /,
    ],
    [
      "a key of Object's",
      (f) => void Object.assign(last(f), { key: "constructor-" }),
      /^measures\[\d+\]\.key: /,
    ],
    [
      "the same twice",
      (f) => void f.measures.push(last(f)),
      /^measures\[\d+\]\.key: it stands in the file twice/,
    ],
    [
      "two of a name",
      (f) => void f.measures.push({ ...last(f), key: "team-other" }),
      /^measures\[\d+\]\.name: two measures/,
    ],
    [
      "another name of what ships",
      (f) => void Object.assign(f.measures[0] ?? {}, { name: "Mine" }),
      /^measures\[0\]\.name: /,
    ],
    ["no measures", (f) => void Object.assign(f, { measures: [] }), /^measures: /],
  ])("is not read with %s, and says where", (_, change, says) => {
    expect(troubles(change)[0]).toMatch(says);
  });

  it("says what is wrong as a person would", () => {
    expect(readFrameworkFile('{"format":"other","measures":7,"target":3}', asShipped)).toEqual({
      troubles: [
        "format: it has to be bearings-framework/1",
        "framework: it is needed",
        "attribution: it is needed",
        "measures: it is another kind of thing than is written there",
        "the file: there is nothing called target",
      ],
    });
    const broken = troubles((file) => {
      Object.assign(last(file), { unit: "euros", key: "", name: "x".repeat(500), meaning: "" });
    });
    expect(broken.map((trouble) => trouble.replace(/^measures\[\d+\]\./, ""))).toEqual([
      "key: lower-case words joined by hyphens",
      expect.stringMatching(/^name: it may be \d+ long at most$/),
      "meaning: it may not be empty",
      "unit: it has to be days or percent or points",
    ]);
  });

  it("leaves every category something to ask about", () => {
    const none = troubles((file) => {
      for (const measure of file.measures) measure.asked = false;
    });
    expect(none).toContain("measures: rounds need at least one to ask about in employee");
  });

  it.each(["", "{", "[]", "null", '"x"', "1", '{"__proto__":{}}', "\ud800"])(
    "is not read from %j",
    (text) => {
      expect("troubles" in readFrameworkFile(text, asShipped)).toBe(true);
    },
  );

  it("is not read when it is longer than any framework", () => {
    const long = `${writeFrameworkFile(own)}${" ".repeat(largestFile)}`;
    expect(readFrameworkFile(long, own)).toEqual({
      troubles: [`The file is longer than ${largestFile} characters.`],
    });
  });

  it("tells a few troubles at a time, and how many more there are", () => {
    const many = troubles((file) => {
      for (const measure of file.measures) measure.unit = "euros";
    });
    expect(many).toHaveLength(6);
    expect(many.at(-1)).toMatch(/^and \d+ more$/);
  });
});
