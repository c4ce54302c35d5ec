/**
 * What guidance says over weeks that teams live through: no trend from one round, a run rather than a single week, no
 * change that isn't to be told, and numbers with how far they can be trusted.
 */
import { describe, expect } from "vitest";
import { phraseText } from "../../src/core/phrase.ts";
import type { Tally } from "../../src/core/reading.ts";
import { headingOf, trendOf } from "../../src/core/trend.ts";
import { leavesWaiting, wordsOf } from "../../src/core/word.ts";
import { frozenWords } from "../../src/slack/closing.ts";
import type { Chance } from "../support/chance.ts";
import { drawn, lawsOverRounds } from "../support/over-rounds.ts";
import { digestOver } from "../support/told-surfaces.ts";
import type { ToldWeek } from "../support/told-weeks.ts";

/** The categories as they are told in the summary, each with what its closed rounds said. */
function categoriesTold({ summary, history }: ToldWeek) {
  return summary.categories.map((line) => {
    const points = history.get(line.subject) ?? [];
    return { ...line, text: phraseText(line.phrase), points };
  });
}

/** Any of these speaks of more than one round. */
const ofTrend = /round running|new since last time|differently from the last time|\blasts\b|over time/;
const longRun =
  /\b(third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(st|nd|rd|th)) round running\b/;

describe(drawn, () => {
  lawsOverRounds({
    "nobody speaks of a trend from fewer than two rounds with a word": () => {
      const slips: string[] = [];
      let single = 0;
      return {
        look: (week, _, others) => {
          for (const { text, points, subject } of categoriesTold(week)) {
            if (points.filter(({ label }) => headingOf(label) !== null).length >= 2) continue;
            single++;
            const why = week.summary.talk?.subject === subject ? week.summary.talk.why : "";
            if (ofTrend.test(`${text} ${why}`)) slips.push(`${text} ${why}`);
          }
          for (const { team, subject, phrase, why } of digestOver([...others, week], []).worthATalk) {
            const told = [...others, week].find((one) => one.team.id === team.id);
            const points = told?.history.get(subject) ?? [];
            const labelled = points.filter(({ label }) => headingOf(label) !== null).length;
            if (labelled < 2 && ofTrend.test(`${phraseText(phrase)} ${why}`)) slips.push(phraseText(phrase));
          }
        },
        holds: () => {
          expect(slips).toEqual([]);
          expect(single).toBeGreaterThan(100);
        },
      };
    },

    "where a word has stood for three rounds and more, that is what is said": () => {
      const slips: string[] = [];
      let runs = 0;
      return {
        look: (week) => {
          if (week.summary.tooFew !== null) return;
          for (const { text, label, goodEnough, points } of categoriesTold(week)) {
            const headings = points.flatMap((point) => headingOf(point.label) ?? []);
            const now = headingOf(label);
            const broken = headings.toReversed().findIndex((heading) => heading !== now);
            const running = broken < 0 ? headings.length : broken;
            // What is good enough is left alone, however long it has been so; but a slip says how long.
            if (now === null || running < 3 || (goodEnough && now !== "slipping")) continue;
            runs++;
            if (!longRun.test(text)) slips.push(text);
          }
        },
        holds: () => {
          expect(slips).toEqual([]);
          expect(runs).toBeGreaterThan(100);
        },
      };
    },

    "between two that help alike, the longer run is what is talked about": () => {
      const slips: string[] = [];
      let chosen = 0;
      return {
        look: ({ summary, history }) => {
          const { talk } = summary;
          if (talk === null || !/differently inside the team|a slip that lasts/.test(talk.why)) return;
          const heading = /differently inside/.test(talk.why) ? "mixed" : "slipping";
          const runOf = (subject: (typeof talk)["subject"]) => trendOf(history.get(subject) ?? []).running;
          chosen++;
          for (const { subject, label, goodEnough } of summary.categories)
            if (!goodEnough && headingOf(label) === heading && runOf(subject) > runOf(talk.subject))
              slips.push(`${subject} before ${talk.why}`);
        },
        holds: () => {
          expect(slips).toEqual([]);
          expect(chosen).toBeGreaterThan(100);
        },
      };
    },

    "no change is told beside a round that asked nearly the same people, but not quite": () => {
      const slips: string[] = [];
      let untold = 0;
      return {
        look: (week) => {
          const why = week.summary.talk?.why ?? "";
          for (const { text, points, subject } of categoriesTold(week)) {
            const before = points.slice(0, -1).findLast((point) => headingOf(point.label) !== null);
            const asked = week.facts.before.find((round) => round.week === before?.week);
            if (asked?.nearlyTheSame !== true) continue;
            untold++;
            if (/new since/.test(text)) slips.push(text);
            if (week.summary.talk?.subject === subject && /from the last time/.test(why)) slips.push(why);
          }
        },
        holds: () => {
          expect(slips).toEqual([]);
          expect(untold).toBeGreaterThan(50);
        },
      };
    },

    "a number says how far it can be trusted: too soon, provisional, settled, or too coarse": () => {
      const slips: string[] = [];
      const seen = { soon: 0, provisional: 0, settled: 0, coarse: 0 };
      return {
        look: ({ summary, ballparks }) => {
          for (const { measure, phrase } of summary.ballparks) {
            const points = ballparks.get(measure)?.length ?? 0;
            const text = phraseText(phrase);
            const coarse = /too coarse/.test(text);
            const right =
              points < 8
                ? /too soon to tell/.test(text) && !/signal,|wobble so far/.test(text)
                : points < 20
                  ? coarse || /so far \(provisional, \d+ points\)/.test(text)
                  : coarse || !/provisional|too soon/.test(text);
            if (!right) slips.push(`${points}: ${text}`);
            seen[points < 8 ? "soon" : coarse ? "coarse" : points < 20 ? "provisional" : "settled"]++;
          }
        },
        holds: () => {
          expect(slips).toEqual([]);
          expect(Math.min(seen.soon, seen.provisional, seen.coarse)).toBeGreaterThan(0);
        },
      };
    },

    "a summary knows no more than its words: other answers that make the same words make the same summary":
      () => {
        const slips: string[] = [];
        let compared = 0;
        return {
          look: ({ facts, before, summary }, draw) => {
            const { round } = facts;
            if (round.heldBack || round.mode === "open") return;
            const tallies = facts.tallies.map((tally) => otherAnswers(draw, tally, round));
            if (leavesWaiting(tallies, round.floor) !== leavesWaiting(facts.tallies, round.floor)) return;
            const other = frozenWords({ ...facts, tallies }, before).summary;
            if (JSON.stringify(tallies) !== JSON.stringify(facts.tallies)) compared++;
            if (JSON.stringify(other) !== JSON.stringify(summary))
              slips.push(JSON.stringify([tallies, facts.tallies]));
          },
          holds: () => {
            expect(slips).toEqual([]);
            expect(compared).toBeGreaterThan(500);
          },
        };
      },
  });
});

/** The same number of people, who said something else of which the same word is made. */
function otherAnswers(draw: Chance, tally: Tally, rule: ToldWeek["round"]): Tally {
  const word = JSON.stringify(wordsOf([tally], rule));
  for (let attempt = 0; attempt < 8; attempt++) {
    const from = draw.one(["improving", "holding", "slipping"] as const);
    const to = draw.one(["improving", "holding", "slipping"] as const);
    const ticks = Math.min(tally.answered, Math.max(0, tally.goodEnough + draw.one([-1, 0, 1])));
    const other = { ...tally, [from]: tally[from] - 1, goodEnough: ticks };
    const moved: Tally = { ...other, [to]: other[to] + 1 };
    if (moved[from] >= 0 && JSON.stringify(wordsOf([moved], rule)) === word) return moved;
  }
  return tally;
}
