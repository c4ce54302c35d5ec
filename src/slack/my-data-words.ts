/** What is kept of one person, in plain words for that person: a heading and its lines, and nothing where nothing is kept. */
import type { Button } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import { categoryByKey, measureByKey, subjectName } from "../core/catalogue/index.ts";
import { categoryKeys, type Framework } from "../core/framework.ts";
import type { Reading } from "../core/reading.ts";
import { type Week, weekOf } from "../core/week.ts";
import type { KeptFocusReport } from "../store/focus-reports.ts";
import type {
  KeptOfPerson,
  OwnFocusChange,
  OwnNote,
  OwnOpenRound,
  OwnOpenSaying,
  OwnQuote,
  OwnTeam,
  OwnTry,
} from "../store/people.ts";
import { awayWords } from "./away-words.ts";
import { button, inert } from "./blocks.ts";
import { pageCarried } from "./carried.ts";
import { directionWords } from "./direction-words.ts";
import { focusWordNames } from "./focus-words.ts";
import { momentWords, weekdayName, weekdayWords, weekWords } from "./moments.ts";
import { quotedInLine } from "./quotes.ts";

export const myDataId = "my_data";

/** A way to see what is kept of whoever presses; it carries a page, and nobody's name. */
export function myDataButton(label: string, page: number): Button {
  return button(myDataId, label, pageCarried.write({ page }));
}

/** The same, on the way back: in one row of buttons each has an id of its own (Slack). */
export const myDataBackId = "my_data_back";

export function backButton(page: number): Button {
  return button(myDataBackId, "Back", pageCarried.write({ page }));
}

export type KeptSection = { readonly heading: string; readonly lines: readonly string[] };

/** Everything that is kept of a person, in the order in which somebody would ask. */
export function keptSections(kept: KeptOfPerson, now: Temporal.Instant): readonly KeptSection[] {
  const { openRounds, waitingIn, reflections, tries, notedValues, focusReports, away, digest } = kept;
  const today = now.toZonedDateTimeISO(digest?.zone ?? "UTC").toPlainDate();
  return [
    { heading: "Your teams", lines: kept.teams.map(teamLine) },
    {
      heading: "Rounds that are open",
      lines: openRounds.flatMap((round) => [
        openRoundLine(round, now),
        ...saidLines(round, kept.frameworks?.get(round.standing.team.name)),
      ]),
    },
    { heading: "Waiting out of sight", lines: waitingIn.map(waitingLine) },
    { heading: "What you said in open teams", lines: kept.saidOpenly.map(openlyLine) },
    {
      heading: "What you noticed, with your name",
      lines: reflections.map(
        ({ team, week, text }) => `${inert(team)}, ${inWeek(week)}: ${quotedInLine(text)}`,
      ),
    },
    { heading: "Messages of yours that I asked you about", lines: kept.quotes.map(quoteLine) },
    { heading: "What you lead", lines: tries.map(tryLine) },
    {
      heading: "Numbers you noted",
      lines: notedValues.map((note) => noteLine(note, kept.frameworks?.get(note.team))),
    },
    { heading: "Where your time went, as you said", lines: focusReports.map(focusLine) },
    { heading: "Shares of leaders' time that you changed", lines: kept.focusChanges.map(changeLine) },
    {
      heading: "Pooled with other leaders",
      lines: kept.poolsIn.map((team) => `${inert(team)}: where your time went, because you agreed to it`),
    },
    { heading: "Days away", lines: away.map((one) => `You're away ${awayWords(one, today)}`) },
    {
      heading: "Your digest",
      lines:
        digest === null
          ? []
          : [
              `It comes on ${weekdayName(digest.told.weekday)} at ${digest.told.time}, in the zone ${digest.zone}${digest.paused ? ", and is paused" : ""}`,
            ],
    },
    {
      heading: "Messages to you alone",
      lines:
        kept.toldRecords === 0 ? [] : [`When each was said, not its words. Records: ${kept.toldRecords}`],
    },
  ].filter(({ lines }) => lines.length > 0);
}

/** What is true of everybody, and can't be shown: it is not there, or nothing in it says whose it was. */
export const canNoLongerBeFound =
  "*What I can't find any more:* your answers of rounds that closed. They have become words, and nothing says which part of them was yours. What you noticed without your name has lost it for good.";

function teamLine({ name, isMember, leads, askedIn }: OwnTeam): string {
  const place =
    isMember && leads
      ? "you answer in it and lead it"
      : isMember
        ? "you answer in it"
        : leads
          ? "you lead it"
          : "you're not in it any more";
  const asked = askedIn === 0 ? "" : `. Rounds that asked you and are still kept: ${askedIn}`;
  return `${inert(name)}: ${place}${asked}`;
}

function openRoundLine({ standing, said }: OwnOpenRound, now: Temporal.Instant): string {
  const { round, team, saidNotThisWeek } = standing;
  const { zone } = team.rhythm;
  const did =
    said !== null
      ? `you answered on ${weekdayWords(said.keptAt, zone)}`
      : saidNotThisWeek
        ? "you said *Not this week*"
        : "you have said nothing yet";
  return `${inert(team.name)}, open until ${momentWords(round.closesAt, zone, now)}: ${did}`;
}

function saidLines({ said }: OwnOpenRound, framework?: Framework): string[] {
  if (said === null) return [];
  const { readings, reflection } = said.answer;
  const noticed =
    reflection === null
      ? []
      : [`you noticed, ${reflection.named ? "with" : "without"} your name: ${quotedInLine(reflection.text)}`];
  return [...readings.map((one) => readingWords(one, framework)), ...noticed].map((line) => `   ${line}`);
}

function readingWords({ subject, direction, goodEnough, ballpark }: Reading, framework?: Framework): string {
  const unit = measureByKey(subject, framework)?.unit;
  const said = [
    ...(direction === null ? [] : [directionName(direction)]),
    ...(goodEnough ? ["good enough for now"] : []),
    ...(ballpark === null ? [] : [`about ${ballpark} ${unit ?? ""}`.trimEnd()]),
  ];
  return `${inert(subjectName(subject, framework))}: ${said.join(", ")}`;
}

function waitingLine(team: string): string {
  return `${inert(team)}: some of what you said waits, without your name, because too few answered. I can find it to delete it. I don't show it, so that nobody can ask you for it`;
}

function openlyLine({ team, week, subject, direction, goodEnough }: OwnOpenSaying): string {
  const said = readingWords({ subject, direction, goodEnough, ballpark: null });
  return `${inert(team)}, ${inWeek(week)}: ${said}`;
}

function quoteLine({ team, week, text, state }: OwnQuote): string {
  const where = `${inert(team)}, ${inWeek(week)}`;
  if (state === "no") return `${where}: you said no, so I don't have its text`;
  return `${where}: ${quotedInLine(text)}, ${state === "yes" ? "kept with your yes" : "not answered"}`;
}

function tryLine({ team, what, state, learned }: OwnTry): string {
  const how =
    state === "learned"
      ? `. It was learned: ${quotedInLine(learned ?? "")}`
      : state === "dropped"
        ? ", dropped"
        : "";
  return `${inert(team)}: ${quotedInLine(what)}${how}`;
}

function noteLine({ team, week, measure, value }: OwnNote, framework?: Framework): string {
  const unit = measureByKey(measure, framework)?.unit ?? "";
  return `${inert(team)}, ${inWeek(week)}: ${inert(subjectName(measure, framework))}, ${value} ${unit}`.trimEnd();
}

function focusLine({ week, words }: KeptFocusReport): string {
  const said = categoryKeys.map(
    (key) => `${categoryByKey(key).name}: ${(focusWordNames.get(words[key]) ?? "").toLowerCase()}`,
  );
  return `${sentenceCase(inWeek(week))}: ${said.join("; ")}`;
}

function changeLine({ team, note, since }: OwnFocusChange): string {
  return `${inert(team)}, ${inWeek(weekOf(since, "UTC"))}: ${quotedInLine(note)}`;
}

function directionName(direction: NonNullable<Reading["direction"]>): string {
  return (directionWords.get(direction) ?? direction).toLowerCase();
}

/** A year of them is kept, so a week's number alone may mean two. */
function inWeek(week: Week): string {
  return `${weekWords(week)} of ${week.slice(0, 4)}`;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
