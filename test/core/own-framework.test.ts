import { describe, expect, it } from "vitest";
import { askedInCloserLook, frameworkV1, measureByKey, subjectName } from "../../src/core/catalogue/index.ts";
import type { MeasureKey } from "../../src/core/framework.ts";
import {
  asMeasure,
  asShipped,
  frameworkFrom,
  type KeptMeasures,
  type MeasureDraft,
  mostOfCategory,
  moved,
  withChange,
  withMeasure,
  withState,
} from "../../src/core/own-framework.ts";
import { isRefusal, type Refusal } from "../../src/core/refusal.ts";

const draft: MeasureDraft = {
  category: "business",
  name: "First useful reply",
  audience: "not-stated",
  meaning: "How long until somebody who knows has answered.",
  unit: "days",
  obtained: "From the ticket's log.",
  misread: "As a race.",
  question: "Who knew, and who was asked first?",
  better: "lower",
  state: "asked",
};

function kept(outcome: KeptMeasures | Refusal): KeptMeasures {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.no}`);
  return outcome;
}

const names = (all: KeptMeasures, category: string) =>
  frameworkFrom(all)
    .measures.filter((each) => each.category === category)
    .map(({ name }) => name);

describe("a framework made one's own", () => {
  it("is the one that ships, until somebody changes it", () => {
    expect(frameworkFrom(asShipped)).toEqual(frameworkV1);
  });

  it("has a measure of the team's own, marked as that, after the others of its category", () => {
    const own = frameworkFrom(kept(withMeasure(asShipped, draft)));
    expect(own.measures.at(-1)).toMatchObject({ name: draft.name, origin: "team", better: "lower" });
    expect(subjectName("team-first-useful-reply" as MeasureKey, own)).toBe("First useful reply");
  });

  it.each([
    ["First  useful\treply", "First useful reply"],
    ["first useful reply\u202e", "first useful reply"],
  ])("keeps no second measure of one name: %j", (name) => {
    const once = kept(withMeasure(asShipped, draft));
    expect(withMeasure(once, { ...draft, name })).toMatchObject({ no: "name-taken" });
  });

  it("needs a name and a meaning; the rest may wait", () => {
    expect(withMeasure(asShipped, { ...draft, name: " \u200b" })).toMatchObject({ of: "measure-name" });
    expect(withMeasure(asShipped, { ...draft, meaning: "" })).toMatchObject({ of: "measure-words" });
    const few = { ...draft, obtained: "", misread: "", question: "" };
    expect(isRefusal(withMeasure(asShipped, few))).toBe(false);
  });

  it("holds no more in a category than one can look at", () => {
    let all: KeptMeasures = asShipped;
    for (let n = names(all, "business").length; n < mostOfCategory; n++)
      all = kept(withMeasure(all, { ...draft, name: `Measure ${"i".repeat(n)}` }));
    expect(withMeasure(all, draft)).toEqual({ no: "too-many-measures", most: mostOfCategory });
    expect(isRefusal(withMeasure(all, { ...draft, category: "customer" }))).toBe(false);
  });
});

describe("rewording", () => {
  const own = kept(withMeasure(asShipped, draft));
  const key = "team-first-useful-reply";

  it.each([
    ["name", { name: "First reply" }],
    ["meaning", { meaning: "Something else." }],
    ["unit", { unit: null }],
    ["category", { category: "customer" }],
  ] as const)(
    "of its %s begins a new line under a new key, and the old line keeps its words",
    (_, change) => {
      const after = kept(withChange(own, key, { ...draft, ...change }));
      const framework = frameworkFrom(after);
      expect(framework.measures.some((each) => each.key === key)).toBe(false);
      expect(measureByKey(key, framework)).toMatchObject({ name: draft.name, meaning: draft.meaning });
      expect(framework.measures.filter(({ origin }) => origin === "team")).toHaveLength(1);
    },
  );

  it("of what stands around it goes on with the line", () => {
    const after = kept(withChange(own, key, { ...draft, question: "Who was asked?", better: null }));
    expect(measureByKey(key, frameworkFrom(after))).toMatchObject({ question: "Who was asked?" });
    expect(after).toHaveLength(own.length);
  });

  it("of the framework's own makes it the team's, and says what it was written after", () => {
    const smile = measureByKey("time-to-smile");
    if (!smile) throw new Error("The framework has no Time to Smile.");
    const again = { ...smile, better: "lower", state: "asked" } as const;
    const same = kept(withChange(asShipped, "time-to-smile", again));
    expect(measureByKey("time-to-smile", frameworkFrom(same))).toMatchObject({
      origin: "ocmf-v1",
      better: "lower",
    });
    const other = kept(withChange(asShipped, "time-to-smile", { ...again, misread: "As a race." }));
    const place = names(asShipped, "business").indexOf("Time to Smile");
    expect(names(other, "business").indexOf("Time to Smile")).toBe(place);
    const written = frameworkFrom(other).measures.find(({ name }) => name === "Time to Smile");
    expect(written).toMatchObject({ origin: "team", after: "time-to-smile", misread: "As a race." });
    expect(measureByKey("time-to-smile", frameworkFrom(other))).toEqual(smile);
  });

  it("never uses a key a second time, whatever is retired and named anew", () => {
    let all = own;
    for (const name of ["Other", draft.name, "Other", draft.name, "Другое", "Ещё"]) {
      const current = all.find((each) => each.own !== null && each.state !== "retired");
      all = kept(withChange(all, current?.key ?? "", { ...draft, name }));
    }
    const keys = all.map((each) => each.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.slice(-1)[0]).toMatch(/^team-/);
    expect(keys.every((each) => /^[a-z]+(-[a-z]+)*$/.test(each))).toBe(true);
  });

  it("of what is gone is refused", () => {
    expect(withChange(own, "team-never-there", draft)).toEqual({ no: "no-such-measure" });
    expect(withChange(kept(withState(own, key, "retired")), key, draft)).toEqual({ no: "no-such-measure" });
  });

  it("can be done with every measure that ships: none is longer than what may be typed", () => {
    for (const measure of frameworkV1.measures) {
      const again = { ...measure, better: null, state: "asked" } as const;
      expect([measure.name, withChange(asShipped, measure.key, again)]).toEqual([measure.name, asShipped]);
    }
  });
});

describe("order, asking and retiring", () => {
  it("asks about the first four that are asked at all", () => {
    const [first = ""] = askedInCloserLook("business").map(({ key }) => key);
    const without = frameworkFrom(kept(withState(asShipped, first, "looked-up")));
    expect(askedInCloserLook("business", without).map(({ key }) => key)).not.toContain(first);
    expect(measureByKey(first, without)).not.toBeNull();
    const own = kept(withMeasure(asShipped, draft));
    const up = kept(moved(own, "team-first-useful-reply", -1));
    expect(askedInCloserLook("business", frameworkFrom(own))).toHaveLength(4);
    expect(askedInCloserLook("business", frameworkFrom(up)).at(-1)?.name).toBe(draft.name);
  });

  it("moves within its category only, and stays at the end", () => {
    const [first = ""] = askedInCloserLook("customer").map(({ key }) => key);
    expect(moved(asShipped, first, -1)).toBe(asShipped);
    const down = kept(moved(asShipped, first, 1));
    expect(names(down, "customer")[1]).toBe(subjectName(first as MeasureKey));
    expect(names(down, "business")).toEqual(names(asShipped, "business"));
  });

  it("retires a measure without forgetting its name, and brings it back at the end", () => {
    const gone = kept(withState(asShipped, "time-to-smile", "retired"));
    expect(names(gone, "business")).not.toContain("Time to Smile");
    expect(subjectName("time-to-smile" as MeasureKey, frameworkFrom(gone))).toBe("Time to Smile");
    expect(names(kept(withState(gone, "time-to-smile", "asked")), "business").at(-1)).toBe("Time to Smile");
  });

  it("leaves every category something to ask about", () => {
    let all: KeptMeasures = asShipped;
    const keys = askedInCloserLook("employee").map(({ key }) => key);
    const every = frameworkV1.measures
      .filter(({ category }) => category === "employee")
      .map(({ key }) => key);
    for (const key of every.slice(1)) all = kept(withState(all, key, "retired"));
    const last = keys[0] ?? "";
    const none = { no: "last-asked", category: "employee" };
    expect(withState(all, last, "retired")).toEqual(none);
    expect(withState(all, last, "looked-up")).toEqual(none);
    const measure = measureByKey(last);
    const elsewhere = { ...measure, ...draft, category: "customer" } as const;
    expect(withChange(all, last, elsewhere)).toEqual(none);
  });

  it("brings nothing back whose name another has by now", () => {
    const gone = kept(withState(asShipped, "time-to-smile", "retired"));
    const other = kept(withMeasure(gone, { ...draft, name: "time to smile" }));
    expect(withState(other, "time-to-smile", "asked")).toMatchObject({ no: "name-taken" });
  });

  it("can bring back what came into the catalogue after a team made its own", () => {
    const older = asShipped.slice(1);
    const [newer] = asShipped;
    const framework = frameworkFrom(older);
    expect(framework.retired.map(({ key }) => key)).toEqual([newer?.key]);
    expect(kept(withState(older, newer?.key ?? "", "asked"))).toHaveLength(asShipped.length);
  });

  it("leaves out what neither the catalogue nor the team has words for", () => {
    const lost = { key: "gone" as MeasureKey, state: "asked", better: null, own: null } as const;
    expect(asMeasure(lost)).toBeNull();
    expect(frameworkFrom([...asShipped, lost])).toEqual(frameworkV1);
  });
});
