/**
 * What leaders may take out of Bearings: the words that closed rounds froze, rough numbers, tries, and how focus was shared
 * out. Never an answer, never a name, never a count of people; what had too few to say is not in it, as no word was made.
 */
import type { Temporal } from "temporal-polyfill";
import { measureByKey, subjectName } from "./catalogue/index.ts";
import type { FocusReport } from "./focus.ts";
import type { FocusChange } from "./focus-shares.ts";
import {
  type CategoryKey,
  type Framework,
  isCategoryKey,
  type Origin,
  type SubjectKey,
} from "./framework.ts";
import type { Label, LabelDirection } from "./label.ts";
import type { Try } from "./try.ts";
import type { Week } from "./week.ts";
import { saysAnything } from "./word.ts";

/** One team's, read through the gate in the name of whoever asks for it. */
export type ExportFacts = {
  readonly team: string;
  readonly framework: Framework;
  readonly labels: readonly {
    readonly week: Week;
    readonly subject: SubjectKey;
    readonly span: "round" | "block";
    readonly label: Label;
    readonly goodEnough: boolean;
  }[];
  readonly ballparks: readonly {
    readonly week: Week;
    readonly measure: SubjectKey;
    readonly median: number;
  }[];
  readonly noted: readonly { readonly week: Week; readonly measure: SubjectKey; readonly value: number }[];
  readonly tries: readonly (Pick<Try, "category" | "what" | "state" | "learned"> & {
    readonly startedAt: Temporal.Instant;
    readonly endedAt: Temporal.Instant | null;
  })[];
  readonly zone: string;
  readonly shares: readonly FocusChange[];
};

/** An export as a program reads it: its names are for ever. */
export type TeamExport = {
  readonly team: string;
  readonly words: readonly ExportedWord[];
  readonly numbers: readonly ExportedNumber[];
  readonly tries: readonly {
    readonly category: string;
    readonly what: string;
    readonly state: Try["state"];
    readonly learned: string | null;
    readonly began: string;
    readonly ended: string | null;
  }[];
  readonly shares: readonly {
    readonly since: string;
    readonly shares: FocusChange["shares"];
    readonly note: string;
  }[];
};

type ExportedSubject = {
  readonly week: Week;
  readonly subject: SubjectKey;
  readonly name: string;
  readonly category: string;
  readonly origin: Origin;
};

export type ExportedWord = ExportedSubject & {
  /** `four-rounds`: of the rounds of a block taken together, because each alone had too few. */
  readonly of: "round" | "four-rounds";
  readonly word: "clear" | "leaning" | "mixed" | "too-few";
  readonly direction: LabelDirection | null;
  readonly goodEnough: boolean;
};

export type ExportedNumber = ExportedSubject & {
  /** `ballpark`: the rounded middle of what people roughly said. `noted`: read off a system by somebody. */
  readonly kind: "ballpark" | "noted";
  readonly value: number;
  readonly unit: string | null;
};

/** A leader's own rough words on their time: of whoever asks, and of nobody else. */
export type OwnTime = { readonly week: Week; readonly words: FocusReport };

/** How to read an export, and whose work it is from. Both stand in every one. */
export const howToRead: readonly string[] = [
  "These are words that a team gave at the close of its rounds. They guide a talk and grade nobody: don't turn them into numbers, and don't set teams beside each other by them.",
  "A week without a row had too few answers for a word, was not asked, or its words were held back because another team of nearly the same people had its words that week. A gap is a gap, not a zero.",
  "Good enough for now is a finding: it says to leave this one alone.",
  "A ballpark is the rounded middle of what people roughly said. A noted number was read off a system by somebody. They are two lines and never one.",
  "Shares are leadership time that is suggested, never a weight on anything.",
];

/** One team's export. What said nothing is left out. */
export function composeExport(facts: ExportFacts): TeamExport {
  const { framework, zone } = facts;
  const about = (week: Week, subject: SubjectKey): ExportedSubject => ({
    week,
    subject,
    name: subjectName(subject, framework),
    category: subjectName(categoryOf(subject, framework) ?? subject, framework),
    origin: measureByKey(subject, framework)?.origin ?? (isCategoryKey(subject) ? "ocmf-v1" : "team"),
  });
  const number = (kind: ExportedNumber["kind"], week: Week, measure: SubjectKey, value: number) => ({
    ...about(week, measure),
    kind,
    value,
    unit: measureByKey(measure, framework)?.unit ?? null,
  });
  const day = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(zone).toPlainDate().toString();
  return {
    team: facts.team,
    words: facts.labels.filter(saysAnything).map(({ week, subject, span, label, goodEnough }) => ({
      ...about(week, subject),
      of: span === "block" ? "four-rounds" : "round",
      word: label.word,
      direction: "direction" in label ? label.direction : null,
      goodEnough,
    })),
    numbers: [
      ...facts.ballparks.map(({ week, measure, median }) => number("ballpark", week, measure, median)),
      ...facts.noted.map(({ week, measure, value }) => number("noted", week, measure, value)),
    ],
    tries: facts.tries.map(({ category, what, state, learned, startedAt, endedAt }) => ({
      category: subjectName(category, framework),
      what,
      state,
      learned,
      began: day(startedAt),
      ended: endedAt && day(endedAt),
    })),
    shares: facts.shares.map(({ since, shares, note }) => ({ since: day(since), shares, note })),
  };
}

/** The category a subject is of; null for a measure that the framework never had. */
function categoryOf(subject: SubjectKey, framework: Framework): CategoryKey | null {
  return isCategoryKey(subject) ? subject : (measureByKey(subject, framework)?.category ?? null);
}
