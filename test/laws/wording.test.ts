/** The wording law: what no text about results may say, in one list, and thousands of rounds in which it isn't said. */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { focusWords, type ReportedWeek } from "../../src/core/focus.ts";
import { weeksLater } from "../../src/core/week.ts";
import { allowed, allowedInRules, mark, withoutAllowed } from "../support/allowed-words.ts";
import type { Chance } from "../support/chance.ts";
import {
  forbiddenEverywhere,
  forbiddenIn,
  forbiddenOfResults,
  forbiddenOfResultsIn,
} from "../support/forbidden-words.ts";
import { drawn, everyRound, patience } from "../support/over-rounds.ts";
import { digestOver, surfacesTelling, type Told } from "../support/told-surfaces.ts";
import type { ToldWeek, Writing } from "../support/told-weeks.ts";

describe("every forbidden word", () => {
  const all = [...forbiddenEverywhere, ...forbiddenOfResults].map((one) => [one.name, one] as const);

  it.each(all)(
    "%s: is found in a sentence that says it, and says why not",
    (_, { pattern, example, reason }) => {
      expect(example).toMatch(pattern);
      expect(pattern.flags).not.toContain("g");
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    },
  );

  it.each(all)(
    "%s: stands in the list once, and is reported with its reason",
    (name, { example, reason }) => {
      expect(all.filter(([other]) => other === name)).toHaveLength(1);
      expect(
        forbiddenOfResultsIn(example).some((told) => told.startsWith(`${name}: `) && told.endsWith(reason)),
      ).toBe(true);
    },
  );

  it.each(forbiddenEverywhere.map((one) => [one.name, one] as const))(
    "%s: is said nowhere",
    (_, { example }) => {
      expect(forbiddenIn(example)).not.toBeNull();
    },
  );

  it.each([
    "Customer: holding, good enough for now. Leave it alone.",
    "Employee: leaning slipping, second round running.",
    "Business: mixed. You see this one differently, and that is worth ten minutes.",
    "A quiet week: nothing needs you, two categories are good enough. Enjoy the time back.",
    "A guide for where to listen, not a measure of anybody.",
    "Time to Smile: about 3 days; ordinary wobble so far (provisional, 11 points).",
  ])("isn't seen where it isn't said: %s", (sentence) => {
    expect(forbiddenOfResultsIn(sentence)).toEqual([]);
  });
});

describe("no exemption hides", () => {
  it.each([
    "4 people said slipping.",
    "One of 7 people said so.",
    "57 percent of you see it slipping.",
    "3 of 7 ticked it.",
    "Slipping: 4 of 7.",
    "Answered: 3 slipping, 4 holding.",
    "Half of you say holding.",
    "Most of you say holding.",
    "Improving is 4, slipping is 3 people.",
    "Between 2 and 5 people say improving.",
    "Up to 4 said it holds.",
    "Two people ticked it.",
    "The third of you to say so.",
    "*Business:* 80 %",
    "Worst of all, Business.",
  ])("%s", (sentence) => {
    for (const rules of [allowed, [...allowed, ...allowedInRules]]) {
      const ours = withoutAllowed(sentence, rules);
      expect(forbiddenOfResultsIn(ours).length > 0 || numberIn(ours) !== null, ours).toBe(true);
    }
  });
});

describe(drawn, () => {
  const slips = new Map<string, string>();
  const used = new Map<string, number>();
  /** What was read before needs no second look. */
  const read = new Set<string>();
  const drawnBy = new Set<string>();

  const slip = (what: string, { by }: Pick<Told, "by">, { round }: ToldWeek, text: string) => {
    const key = `${by}: ${what}`;
    if (!slips.has(key))
      slips.set(key, `${key} (round ${round.ordinal}, ${round.mode}): “${text.slice(0, 300)}”`);
  };
  const slipsOf = (what: RegExp) => [...slips.values()].filter((one) => what.test(one));

  beforeAll(() => {
    everyRound(marked, (week, draw, others) => {
      const digest = digestOver([...others, week], reportsDrawn(draw, week));
      for (const surface of surfacesTelling(week, digest)) look(surface, week);
    });
  }, patience);

  function look(surface: Told, week: ToldWeek): void {
    drawnBy.add(surface.by);
    const isRule = surface.by.startsWith("why-these-words.ts");
    const rules = isRule ? [...allowed, ...allowedInRules] : allowed;
    for (const text of surface.texts) {
      const answered = /Answered: (\d+) of (\d+)\./.exec(text);
      if (answered && !mayCount(Number(answered[1]), Number(answered[2]), week))
        slip("answered count that may not stand", surface, week, text);
      if (week.round.mode === "confidential" && standsBesideReading(text))
        slip("person", surface, week, text);
      if (read.has(`${isRule} ${text}`)) continue;
      read.add(`${isRule} ${text}`);
      for (const { name, pattern } of rules)
        if (text.search(pattern) >= 0) used.set(name, (used.get(name) ?? 0) + 1);
      const ours = withoutAllowed(text, rules);
      for (const found of forbiddenOfResultsIn(ours)) slip(`word: ${found}`, surface, week, text);
      const counted = numberIn(ours);
      if (counted !== null) slip(`number: ${counted}`, surface, week, text);
    }
    for (const style of stylesIn(surface.wire)) slip(`style: ${style}`, surface, week, style);
  }

  it("nothing is said that may not be said: no grade, share, rank, target, colour, cause, extreme or emoji", () => {
    expect(slipsOf(/: word: /)).toEqual([]);
  });

  it("no number counts people by what they said; the answered count stands only where it may", () => {
    expect(slipsOf(/: (number|answered)/)).toEqual([]);
  });

  it("in a confidential team nobody stands beside a reading: people are named with what they wrote, and nowhere else", () => {
    expect(slipsOf(/: person/)).toEqual([]);
  });

  it("no style or colour judges: only the way in to answering, and to a leader's own report, stands out", () => {
    expect(slipsOf(/: style/)).toEqual([]);
  });

  it("every surface that knows results was looked at, or it stands here why it tells none", () => {
    const makers = makersOfSurfaces();
    expect(makers.length).toBeGreaterThan(15);
    expect(makers.filter((maker) => !drawnBy.has(maker) && !tellsNoResult.has(maker))).toEqual([]);
    expect(
      [...tellsNoResult.keys()].filter((maker) => !makers.includes(maker) || drawnBy.has(maker)),
    ).toEqual([]);
  });

  it("every exemption was needed: one that isn't hides what nobody looks at any more", () => {
    const needed = [...allowed, ...allowedInRules].map(({ name }) => name);
    expect(needed.filter((name) => !used.has(name))).toEqual([]);
  });
});

/** A number that no exemption took away. */
function numberIn(ours: string): string | null {
  const found =
    /\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|several|a few|many|third)\b/i.exec(
      ours,
    );
  return found?.[0] ?? null;
}

/** What people write, marked; nothing they write is a finding of ours. */
function marked(draw: Chance): Writing {
  const short = ["4 of 7 said slipping", "great!", "red, 57 %", "<@UMEMBER1> is slipping"];
  const long = short.map((text) => `${text} `.repeat(24));
  return (about) =>
    `${mark.opens}${draw.one(about === "noticed" ? [...short, ...long, ...long, ...long] : short)}${mark.closes}`;
}

function reportsDrawn(draw: Chance, { round }: ToldWeek): ReadonlyArray<ReportedWeek> {
  const word = () => draw.one(focusWords);
  return [0, -1, -2].flatMap((ago) =>
    draw.happens(0.7)
      ? [
          {
            week: weeksLater(round.week, ago),
            report: {
              customer: word(),
              employee: word(),
              business: "some" as const,
              knowledge: word(),
              acceleration: word(),
            },
          },
        ]
      : [],
  );
}

/** As core/round.ts has it, said once more by hand. */
function mayCount(answered: number, listed: number, { round, facts }: ToldWeek): boolean {
  const missing = listed - answered;
  return (
    answered === facts.answered &&
    listed === facts.rosterSize &&
    listed >= round.floor &&
    (missing === 0 || missing > 1)
  );
}

/** A mention in one line with a direction, a label or a tick, what people wrote left out. */
function standsBesideReading(text: string): boolean {
  return text
    .replace(/⟦[^⟧]*⟧/g, "")
    .split("\n")
    .some(
      (line) =>
        /<@|UMEMBER/.test(line) && /improving|holding|slipping|mixed|can't tell|good enough/i.test(line),
    );
}

/** The main act of a surface: answering, and saying where one's own time went. */
const mayStandOut = ["give_reading", "report_focus"];

/** Every style and colour, but for the button that begins an answer or a leader's own report. */
function stylesIn(wire: string): readonly string[] {
  if (!/"(style|color|attachments|fill)":/.test(wire)) return [];
  const found: string[] = [];
  JSON.parse(wire, (key, value) => {
    if (["style", "color", "attachments", "fill"].includes(key))
      found.push(`${key} ${JSON.stringify(value)}`);
    if (key !== "" && value?.style !== undefined && mayStandOut.includes(value.action_id)) found.pop();
    return value;
  });
  return found;
}

/** What is drawn in a file that knows results without telling any. */
const tellsNoResult: ReadonlyMap<string, string> = new Map([
  ["focus-modal.ts: focusModalView", "asks a leader for their own rough words"],
  ["focus-modal.ts: focusKept", "says to that leader that they are kept"],
  ["note-modal.ts: noteModal", "asks for a number that somebody read off a system"],
  ["note-modal.ts: notedAnswer", "says it back to whoever noted it"],
  ["try-modal.ts: tryModalView", "asks what a team will try"],
  ["try-modal.ts: tryKept", "says it back to whoever began it"],
  ["pictures/glyphs.ts: glyph", "a shape without a word: drawn in the strips"],
  ["pictures/glyphs.ts: tick", "a shape without a word: drawn in the strips"],
  ["pictures/strips-legend.ts: stripsLegend", "drawn in the strips"],
]);

/**
 * Every function of the Slack room that draws something for Slack, in a file that knows what rounds said: a file that
 * takes words, trends, guidance, numbers or digests from core, or what is kept of them from the store.
 */
function makersOfSurfaces(): readonly string[] {
  const room = new URL("../../src/slack/", import.meta.url);
  const results =
    /from "[^"]*\/(core\/(label|label-words|trend|guidance|ballpark|ballpark-words|loop|word|focus|sentence-kind|why|digests\/[\w-]+)|store\/(labels|summaries|told-rounds|gate|reflections|noted-values))\.ts"/;
  const draws =
    /^export (?:async )?function (\w+)\((?:(?!^\}).)*?\): (?:readonly )?(?:Said|ModalView|HomeView|KnownBlock\[\]|Svg(?:\[\])?) \{$/gms;
  return readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => {
      const source = readFileSync(new URL(file, room), "utf8");
      if (!results.test(source)) return [];
      return [...source.matchAll(draws)].map(([, name]) => `${file}: ${name}`);
    });
}
