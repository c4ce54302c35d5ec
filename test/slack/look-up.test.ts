import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import { trendOf } from "../../src/core/trend.ts";
import type { Week } from "../../src/core/week.ts";
import { asLine, checkMessage } from "../../src/playground/blocks-check.ts";
import { metric, readMetricWords } from "../../src/slack/commands/metric.ts";
import { findMeasure } from "../../src/slack/find-measure.ts";
import { lookUp, lookUpMessage } from "../../src/slack/look-up-message.ts";
import { teamWords } from "../../src/slack/look-up-words.ts";
import { noteNumber, readNote } from "../../src/slack/note-modal.ts";
import { notedValuesOf } from "../../src/store/noted-values.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { harbourTeam, openSurfaces, seven } from "../support/surfaces-at-work.ts";

const inChannel = { in: "#harbour-support" } as const;

describe("the words of a look-up", () => {
  test.each([
    ["time to smile", "time to smile", null],
    ["time to smile 3", "time to smile", "3"],
    ["value before −10", "value before", "−10"],
    ["value before - 10", "value before", "- 10"],
    ["  smile   0.25 ", "smile", "0.25"],
    ["3", "3", "3"],
    ["3 time to smile", "3 time to smile", "3 time to smile"],
    ["smile3", "smile3", "smile3"],
    ["", "", null],
    ["time to smile 3 days", "time to smile", "3 days"],
    ["time to smile .5", "time to smile", ".5"],
    ["knowledge & smile", "knowledge & smile", null],
  ])("“%s” asks for “%s” with %s", (typed, words, number) => {
    expect(readMetricWords(typed)).toEqual({ words, number });
  });

  const all = [...frameworkV1.categories, ...frameworkV1.measures];

  test.each(all.map((subject) => [subject.name, subject] as const))(
    "Slack takes the card of %s",
    (_, subject) => {
      const { text, blocks } = lookUpMessage({
        subject,
        intro: null,
        team: null,
        shareable: true,
        framework: frameworkV1,
        picture: null,
      });
      expect(checkMessage(blocks, text).map(asLine)).toEqual([]);
    },
  );

  test("a measure says where it is from, how it is got and misread, and what to ask", () => {
    const smile = frameworkV1.measures.find(({ name }) => name === "Time to Smile");
    if (smile === undefined) throw new Error("The framework has no Time to Smile.");
    const { blocks } = lookUpMessage({
      subject: smile,
      intro: null,
      team: null,
      shareable: false,
      framework: frameworkV1,
      picture: null,
    });
    expect(
      blocks.flatMap((block) => (block.type === "section" ? [block.text?.text] : [])),
    ).toMatchInlineSnapshot(`
      [
        "*Time to Smile* · Business · for executives or managers: not stated by the source · days
      How long from the moment a customer can't work with what we provide until they can again and are content, across every hand-off.",
        "*How to get it:* Agree on your own start and end as the customer sees them, then take both from wherever the interruption is recorded.",
        "*How it is misread:* As the support team's speed. Much of it is waiting between groups.",
        "*A question to ask:* “Where did the work wait?”",
      ]
    `);
  });

  const week = (n: number) => `2026-W${String(n).padStart(2, "0")}` as Week;
  const improving = { word: "leaning", direction: "improving" } as const;
  const said = (labels: number, values: readonly number[]) =>
    teamWords(
      {
        name: "Harbour Support",
        trend: trendOf(
          Array.from({ length: labels }, (_, n) => ({
            week: week(n + 1),
            label: improving,
            goodEnough: false,
            tellsChange: true,
          })),
        ),
        ballparks: [],
        noted: values.map((value, n) => ({ week: week(n + 1), value })),
      },
      "days",
    );

  test("one round is no trend, and a team's words are told as a run", () => {
    expect(said(0, [])).toBe("*Harbour Support:* not read yet.");
    expect(said(1, [])).toBe(
      "*Harbour Support:* leaning improving. One round only: too early to speak of a trend.",
    );
    expect(said(3, [])).toBe("*Harbour Support:* leaning improving, third round running.");
  });

  test("numbers say too soon, ordinary wobble, a signal, or that they are too coarse to tell", () => {
    const eleven = [3, 2.5, 3.5, 3, 2, 3, 4, 2.5, 3, 3.5, 3];
    expect(said(3, [3, 4])).toContain("too soon to tell");
    expect(said(3, eleven)).toContain(
      "ordinary wobble so far (provisional, 11 points); the last was 3 days, in week 11.",
    );
    expect(said(3, [...eleven, 40])).toContain("a signal, above its ordinary wobble");
    expect(
      said(
        3,
        Array.from({ length: 11 }, () => 3),
      ),
    ).toContain("too coarse to tell");
  });

  test("no card grades anybody", () => {
    for (const subject of frameworkV1.categories) {
      const { blocks } = lookUpMessage({
        subject,
        intro: null,
        team: null,
        shareable: true,
        framework: frameworkV1,
        picture: null,
      });
      expect(forbiddenIn(JSON.stringify(blocks).replaceAll(/Customer Composite score/g, ""))).toBeNull();
    }
  });
});

describe("/bearings metric", () => {
  let at: Awaited<ReturnType<typeof openSurfaces>>;
  let team: TeamWithWhen;
  beforeEach(async () => {
    at = await openSurfaces([lookUp, findMeasure, noteNumber], [metric]);
    team = await harbourTeam(at.db);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.troubles).toEqual([]);
  });
  const ask = async (who: string, words: string, where: { readonly in: string } = inChannel) => {
    const visitor = at.visit(who);
    await visitor.types(`/bearings metric ${words}`, where);
    return { ...visitor, heard: (await visitor.reads(where.in)).at(-1) ?? "" };
  };
  const noted = async () =>
    (await notedValuesOf(at.db, team.id)).map(({ value, notedBy }) => ({ value, notedBy }));

  test("finds what was misspelt and says how it took it", async () => {
    const { heard } = await ask("UCHEN", "tiem to smlie");
    expect(heard).toContain("I took that as Time to Smile. If you meant something else:");
    expect(heard).toContain("Harbour Support: not read yet.");
  });

  test("says so when nothing is near, and what there is", async () => {
    expect((await ask("UCHEN", "pizza")).heard).toContain("I know no measure called anything like “pizza”.");
    expect((await ask("UCHEN", "")).heard).toContain("Time to Smile");
  });

  test("tells nobody else's team", async () => {
    const { heard } = await ask("UKOFI", "time to smile");
    expect(heard).toContain("Time to Smile");
    expect(heard).not.toContain("Harbour Support");
    expect(heard).not.toContain("Note a number");
  });

  test("a number at the end is noted in one's name, and can be taken back", async () => {
    const chen = await ask("UCHEN", "time to smile 3");
    expect(chen.heard).toContain("Noted: 3 days for this week, in your name (Time to Smile).");
    expect(await noted()).toEqual([{ value: 3, notedBy: "UCHEN" }]);
    await ask("UDALIA", "smile 5");
    expect(await noted()).toEqual([{ value: 5, notedBy: "UDALIA" }]);
    await chen.presses("Undo");
    expect((await chen.reads("#harbour-support")).at(-1)).toContain("or another came after it");
    expect(await noted()).toEqual([{ value: 5, notedBy: "UDALIA" }]);
    await at.visit("UDALIA").presses("Undo");
    expect(await noted()).toEqual([{ value: 3, notedBy: "UCHEN" }]);
    await chen.presses("Undo");
    expect(await noted()).toEqual([]);
    await chen.presses("Undo");
    expect((await chen.reads("#harbour-support")).at(-1)).toContain("nothing to take back");
  });

  test("a number that can't be is refused with what can", async () => {
    expect((await ask("UCHEN", "time to smile 99999")).heard).toContain("from -3650 to 3650");
    expect((await ask("UCHEN", "customer 3")).heard).toContain("is a whole category");
    expect((await ask("UCHEN", "hear back 3")).heard).toContain("has no unit");
    expect(await noted()).toEqual([]);
  });

  test("a number with its unit is noted, and one that can't be read is never dropped unsaid", async () => {
    expect((await ask("UCHEN", "time to smile 3 days")).heard).toContain("Noted: 3 days");
    expect(await noted()).toEqual([{ value: 3, notedBy: "UCHEN" }]);
    for (const typed of [".5", "1e3", "1,000", "1.000", "0x10", "3 weeks", "3 or 4", "- 3", "½"]) {
      expect((await ask("UCHEN", `time to smile ${typed}`)).heard).toContain(
        `I can't read “${typed}” as a number, so nothing is noted. Use a plain number of days, like 3 or 2.5.`,
      );
    }
    expect((await ask("UCHEN", "3 time to smile")).heard).toContain("nothing is noted");
    expect(await noted()).toEqual([{ value: 3, notedBy: "UCHEN" }]);
  });

  test("nobody notes a number for a team that isn't theirs", async () => {
    expect((await ask("UKOFI", "time to smile 3")).heard).toContain(
      "for the people of this team and its leaders",
    );
    expect(await noted()).toEqual([]);
  });

  test("a number is noted by form as well, and a bad one stays under its field", async () => {
    const chen = await ask("UCHEN", "time to smile");
    await chen.presses("Note a number");
    await chen.fills({ "How many days?": "4000" });
    await chen.submits();
    expect((await chen.seesErrors())["How many days?"]).toContain("outside what I can read");
    await chen.fills({ "How many days?": "2.5" });
    await chen.submits();
    expect(await noted()).toEqual([{ value: 2.5, notedBy: "UCHEN" }]);
    expect(await chen.readsModal()).toContain("Noted: 2.5 days for this week, in your name");
    await chen.presses("Undo");
    expect(await noted()).toEqual([]);
  });

  test("the form's number is read as strictly as a typed one, whatever is sent", () => {
    const smile = frameworkV1.measures.find(({ name }) => name === "Time to Smile");
    if (smile?.unit !== "days") throw new Error("The framework has no Time to Smile in days.");
    const sent = (value: string) => readNote({ ...smile, unit: "days" }, { number: { said: { value } } });
    expect([sent("2.5"), sent("2,5")]).toEqual([2.5, 2.5]);
    for (const value of ["0x10", "1,000", "1.000", "1e3", "Infinity"]) {
      expect(sent(value)).toEqual({ troubles: { number: "Use a plain number of days, like 3 or 2.5." } });
    }
  });

  test("shares a card by the asker's own act, with a team's words only in its own channel", async () => {
    const chen = await ask("UCHEN", "time to smile");
    await chen.presses("Share here");
    const shared = (await at.visit("UKOFI").reads("#harbour-support")).at(-1);
    expect(shared).toContain("looked this up:");
    expect(shared).toContain("Harbour Support: not read yet.");
  });

  test("in another channel it shares what the measure means and nothing of the team", async () => {
    const chen = await ask("UCHEN", "time to smile", { in: "#night-desk" });
    expect(chen.heard).toContain("Harbour Support: not read yet.");
    await chen.presses("Share here");
    const shared = (await at.visit("UKOFI").reads("#night-desk")).at(-1);
    expect(shared).toContain("looked this up:");
    expect(shared).not.toContain("Harbour Support");
  });

  test("in more than one team a number needs its channel", async () => {
    await harbourTeam(at.db, { channel: "CGENERAL" as never, name: "Second", members: seven });
    const { heard } = await ask("UCHEN", "time to smile 3", { in: "#night-desk" });
    expect(heard).toContain("type it in that team's channel");
    expect(await noted()).toEqual([]);
  });
});
