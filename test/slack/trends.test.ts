import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { frameworkV1 } from "../../src/core/catalogue/index.ts";
import type { SubjectKey } from "../../src/core/framework.ts";
import type { Label } from "../../src/core/label.ts";
import type { TrendPoint } from "../../src/core/trend.ts";
import { type Week, weekOf, weeksLater } from "../../src/core/week.ts";
import { asLine, checkMessage } from "../../src/playground/blocks-check.ts";
import { trends } from "../../src/slack/commands/trends.ts";
import { categoriesMessage, subjectMessage } from "../../src/slack/trends-message.ts";
import { now } from "../../src/store/clock.ts";
import { closeRound } from "../../src/store/closing.ts";
import { noteValue } from "../../src/store/noted-values.ts";
import type { TeamWithWhen } from "../../src/store/teams.ts";
import { forbiddenIn } from "../support/forbidden-words.ts";
import { keptRound } from "../support/kept-teams.ts";
import { harbourTeam, lead, openSurfaces, seven } from "../support/surfaces-at-work.ts";

const slipping: Label = { word: "leaning", direction: "slipping" };
const holding: Label = { word: "clear", direction: "holding" };
const week = (n: number) => weeksLater("2026-W30" as Week, n);
const points = (...labels: Label[]): TrendPoint[] =>
  labels.map((label, n) => ({ week: week(n), label, goodEnough: label === holding, tellsChange: true }));

const lines = (message: ReturnType<typeof categoriesMessage>) => {
  expect(checkMessage(message.blocks, message.text).map(asLine)).toEqual([]);
  return message.blocks.flatMap((block) => (block.type === "section" ? [block.text?.text ?? ""] : []));
};

describe("what rounds said over time", () => {
  const told = (history: Readonly<Record<string, readonly TrendPoint[]>>) =>
    lines(
      categoriesMessage({
        team: "Harbour Support",
        categories: frameworkV1.categories.slice(0, 2),
        history: new Map(Object.entries(history)) as ReadonlyMap<SubjectKey, readonly TrendPoint[]>,
        heldBack: [],
        picture: null,
      }),
    );

  test("a line for each category, in the framework's order, with how long it has been so", () => {
    expect(told({ employee: points(slipping, slipping), customer: points(slipping, holding) })[0]).toBe(
      "• Customer: *holding*, good enough for now. Leave it alone.\n• Employee: *leaning slipping*, second round running.",
    );
  });

  test("one round is too early to speak of a trend, and none says so", () => {
    expect(told({ customer: points(slipping) })).toContain("One round only: too early to speak of a trend.");
    expect(told({ customer: points(slipping, slipping) }).join()).not.toContain("One round only");
    expect(told({})).toEqual(["No round has closed yet, so there is nothing to tell."]);
  });

  test("one subject week by week, a gap left a gap, with two kinds of numbers apart", () => {
    const smile = frameworkV1.measures.find(({ key }) => key === "time-to-smile");
    if (smile === undefined) throw new Error("The framework has no Time to Smile.");
    const message = subjectMessage({
      team: "Harbour Support",
      subject: smile,
      exact: true,
      heldBack: [],
      points: [
        ...points(slipping),
        { week: week(4), label: { word: "too-few" }, goodEnough: false, tellsChange: true },
      ],
      numbers: {
        ballparks: [{ week: week(0), value: 3 }],
        noted: [
          { week: week(0), value: 2.5 },
          { week: week(1), value: 1 },
        ],
      },
      picture: null,
    });
    expect(lines(message)).toMatchInlineSnapshot(`
      [
        "• week 30: leaning slipping
      • week 34: too few to say",
        "*What you roughly said, in the middle:* week 30: 3 days.
      Too soon to tell a signal from ordinary wobble (1 point).",
        "*Numbers noted:* week 30: 2.5 days; week 31: 1 day.
      Too soon to tell a signal from ordinary wobble (2 points).",
      ]
    `);
    expect(forbiddenIn(lines(message).join())).toBeNull();
  });
});

describe("/bearings trends", () => {
  let at: Awaited<ReturnType<typeof openSurfaces>>;
  let team: TeamWithWhen;
  beforeEach(async () => {
    at = await openSurfaces([], [trends]);
    team = await harbourTeam(at.db);
  });
  afterEach(async () => {
    await at.stop();
    expect(at.troubles).toEqual([]);
  });
  const closed = async (ago: number, label: Label) => {
    const opensAt = (await now(at.db)).subtract({ hours: ago * 168 + 24 });
    const round = await keptRound(at.db, team, {
      week: weekOf(opensAt, "UTC"),
      opensAt,
      closesAt: opensAt.add({ hours: 12 }),
      nudgesAt: null,
    });
    const labels = [{ subject: "customer", span: "round", label, goodEnough: false }] as const;
    await closeRound(at.db, round.id, () => ({
      labels,
      ballparks: [],
      answered: null,
      tellsChange: true,
      summary: {},
    }));
  };
  const ask = async (who: string, words: string, where = "#harbour-support") => {
    const visitor = at.visit(who);
    await visitor.types(`/bearings trends ${words}`, { in: where });
    return (await visitor.reads(where)).at(-1) ?? "";
  };

  test("tells the categories with their picture, to the person who asked", async () => {
    await closed(1, slipping);
    await closed(0, slipping);
    const heard = await ask("UCHEN", "");
    expect(heard).toContain("Customer: leaning slipping, second round running.");
    expect(heard).toContain("[picture:");
    expect(await at.visit("UDALIA").reads("#harbour-support")).toEqual([]);
  });

  test("tells one of them by a misspelt name, and how it was taken", async () => {
    await closed(0, slipping);
    const heard = await ask("UCHEN", "custmer");
    expect(heard).toContain("I took that as Customer.");
    expect(heard).toContain("leaning slipping");
    expect(heard).toContain("One round only");
    expect(await ask("UCHEN", "pizza")).toContain("I know no measure called anything like “pizza”.");
  });

  test("draws a line of numbers from eight on, and not before", async () => {
    const note = async (n: number) => {
      const value = [3, 2.5, 3.5, 3, 2, 3, 4, 2.5][n] ?? 3;
      const noted = {
        team: team.id,
        measure: "time-to-smile" as SubjectKey,
        week: week(n),
        value,
        notedBy: lead,
      };
      await noteValue(at.db, noted);
    };
    for (const n of [0, 1, 2, 3, 4, 5, 6]) await note(n);
    expect(await ask("UCHEN", "time to smile")).not.toContain("[picture:");
    await note(7);
    const heard = await ask("UCHEN", "time to smile");
    expect(heard).toContain("[picture: Time to Smile. Noted values, in days.");
    expect(heard).toContain("Ordinary wobble so far (provisional, 8 points).");
  });

  test("tells nobody outside the team", async () => {
    await closed(0, slipping);
    expect(await ask("UKOFI", "")).toContain("for the people of this team and its leaders");
    expect(await ask("UKOFI", "customer", "#night-desk")).toContain("You're not in a team here yet.");
  });

  test("its leader may ask, and elsewhere the one team of somebody is meant", async () => {
    await closed(0, slipping);
    expect(await ask("UADA", "")).toContain("Customer: leaning slipping");
    expect(await ask("UCHEN", "", "#night-desk")).toContain("Customer: leaning slipping");
    await harbourTeam(at.db, { channel: "CGENERAL" as never, name: "Second", members: seven });
    expect(await ask("UCHEN", "", "#night-desk")).toContain("in more than one team");
  });
});
