/** Every surface that tells what a team read, drawn from one closed round: what people would see, hear and be notified of. */
import { Temporal } from "temporal-polyfill";
import { readLine } from "../../src/core/ballpark.ts";
import { categoryByKey, frameworkV1, measureByKey } from "../../src/core/catalogue/index.ts";
import { composeFocusDigest, type FocusDigest, type LedTeam } from "../../src/core/digests/focus-digest.ts";
import { focusSpans } from "../../src/core/focus-beside.ts";
import { categoryKeys } from "../../src/core/framework.ts";
import type { Learned } from "../../src/core/loop.ts";
import { loopOf, whyThisCloserLook } from "../../src/core/loop.ts";
import { kindsOfDigest } from "../../src/core/sentence-kind.ts";
import { trendOf } from "../../src/core/trend.ts";
import type { Said } from "../../src/slack/blocks.ts";
import { focusMessage } from "../../src/slack/commands/focus.ts";
import { focusDigestMessage } from "../../src/slack/focus-digest-message.ts";
import type { FocusWeeksFacts } from "../../src/slack/focus-weeks.ts";
import { focusWeeksModal } from "../../src/slack/focus-weeks-modal.ts";
import { homeView } from "../../src/slack/home-tab.ts";
import { homeTeamBlocks } from "../../src/slack/home-team.ts";
import { subjectsOf } from "../../src/slack/leader-digest.ts";
import { lookUpMessage } from "../../src/slack/look-up-message.ts";
import { teamWords } from "../../src/slack/look-up-words.ts";
import { noticedBlocks, noticedModal } from "../../src/slack/noticed-modal.ts";
import { stripsAltText } from "../../src/slack/pictures/alt-text.ts";
import { drawFocusBars, focusBarsAltText } from "../../src/slack/pictures/focus-bars.ts";
import { drawLine } from "../../src/slack/pictures/line.ts";
import { lineAltText } from "../../src/slack/pictures/line-words.ts";
import { drawStrips } from "../../src/slack/pictures/strips.ts";
import { pictureName } from "../../src/slack/pictures/words.ts";
import { roundMessage } from "../../src/slack/round-message.ts";
import { summaryMessage, talkedAboutAnswer } from "../../src/slack/summary-message.ts";
import { categoriesMessage, subjectMessage } from "../../src/slack/trends-message.ts";
import { whoSaidWhichModal } from "../../src/slack/who-said-which.ts";
import { whyModal, wordsExplained } from "../../src/slack/why-these-words.ts";
import type { ToldWeek } from "./told-weeks.ts";

/** What one function of ours made of a round. */
export type Told = {
  /** Such as `summary-message.ts: summaryMessage`. */
  readonly by: string;
  /** Every text in it that anybody reads, one a line. */
  readonly texts: readonly string[];
  /** As it goes to Slack: for styles and colours, which no text shows. */
  readonly wire: string;
};

const now = Temporal.Instant.from("2027-06-01T08:00:00Z");

/** All of it for one round. `digest` is the leader's, who may lead other teams as well. */
export function surfacesTelling(told: ToldWeek, digest: FocusDigest): readonly Told[] {
  const { team, round, summary, history, talkedAbout } = told;
  const rows = categoryKeys.map((key) => ({
    name: pictureName(categoryByKey(key)),
    cells: history.get(key) ?? [],
  }));
  const { heldBack } = told;
  const picture = { file: "F1", alt: stripsAltText({ rows }) };
  const learned: readonly Learned[] = told.tries.flatMap(({ what, learned }) =>
    learned ? [{ what, learned }] : [],
  );
  const loop = loopOf({ summary, talkedAbout, hadTime: true }, summary.trying, learned);
  const homeTeam = {
    team,
    isMember: told.round.ordinal % 2 === 0,
    leads: true,
    latest: round,
    said: { round: round.id, summary, talkedAbout },
    trying: summary.trying,
    learned: loop.learned,
  };
  const time = { shares: digest.time.shares, weeks: 1 };
  return [
    message(
      "summary-message.ts: summaryMessage",
      summaryMessage(summary, { round: round.id, team: team.id, picture }),
    ),
    message("summary-message.ts: talkedAboutAnswer", talkedAboutAnswer(round.id)),
    message(
      "commands/focus.ts: focusMessage",
      focusMessage({ week: round.week, reports: [], time: digest.time, picture: null }),
    ),
    view("focus-weeks-modal.ts: focusWeeksModal", focusWeeksModal(overWeeks(told, digest), picture)),
    view("noticed-modal.ts: noticedModal", noticedModal(summary)),
    blocks("noticed-modal.ts: noticedBlocks", noticedBlocks(summary)),
    ...(round.mode === "open"
      ? [view("who-said-which.ts: whoSaidWhichModal", whoSaidWhichModal(summary.openAnswers))]
      : []),
    view("why-these-words.ts: wordsExplained", wordsExplained(round, summary)),
    view("why-these-words.ts: whyModal", whyModal(kindsOfDigest(digest), null)),
    message(
      "round-message.ts: roundMessage",
      roundMessage({
        round,
        teamName: team.name,
        zone: team.rhythm.zone,
        loop,
        whyCloserLook: whyThisCloserLook(round.questions, round.focus, {
          before: [],
          since: told.seen.slice(0, -1),
        }),
      }),
    ),
    blocks("home-team.ts: homeTeamBlocks", homeTeamBlocks(homeTeam, now)),
    view(
      "home-tab.ts: homeView",
      homeView({
        now,
        today: Temporal.PlainDate.from("2027-06-01"),
        mayTakePart: true,
        rounds: [],
        teams: [homeTeam],
        away: [],
        leadersWeek: round.week,
      }),
    ),
    message("focus-digest-message.ts: focusDigestMessage", focusDigestMessage(digest, { picture: null })),
    message(
      "trends-message.ts: categoriesMessage",
      categoriesMessage({ team: team.name, categories: frameworkV1.categories, history, heldBack, picture }),
    ),
    ...subjectsTold(told),
    plain("pictures/alt-text.ts: stripsAltText", picture.alt),
    drawing("pictures/strips.ts: drawStrips", drawStrips({ rows })),
    plain("pictures/focus-bars.ts: focusBarsAltText", focusBarsAltText(time)),
    drawing("pictures/focus-bars.ts: drawFocusBars", drawFocusBars(time)),
  ];
}

/** A leader's time over weeks, alone and pooled, or with shares that were never changed. */
function overWeeks({ round, team, tries }: ToldWeek, { time }: FocusDigest): FocusWeeksFacts {
  const isPooled = round.ordinal % 2 === 0;
  const over = {
    ...time,
    span: focusSpans[round.ordinal % 3] ?? 4,
    told: time.sentence === null ? 0 : 1 + (round.ordinal % 4),
  };
  const note = tries[0]?.what;
  const [shares, changedBy] = [round.focus, team.leaders[0] ?? null];
  return {
    week: round.week,
    own: over,
    teams: [
      {
        id: team.id,
        name: team.name,
        shares,
        changed: note === undefined ? null : { shares, note, changedBy, since: now, week: round.week },
        mayPool: true,
        pooled: isPooled ? { others: team.leaders.slice(0, round.ordinal % 3), over } : null,
      },
    ],
  };
}

/** One subject of the round in trends, in a look-up and as a line of numbers; its ballparks are noted too. */
function subjectsTold({ team, round, history, heldBack, ballparks }: ToldWeek): readonly Told[] {
  const keys = [...round.questions.categories, ...(round.questions.closerLook?.measures ?? [])];
  const key = keys[round.ordinal % keys.length];
  const measured = [...ballparks.keys()][round.ordinal % Math.max(1, ballparks.size)];
  return [key, measured].flatMap((subjectKey) => {
    if (subjectKey === undefined) return [];
    const subject = measureByKey(subjectKey) ?? frameworkV1.categories.find((one) => one.key === subjectKey);
    if (!subject) return [];
    const points = history.get(subjectKey) ?? [];
    const values = ballparks.get(subjectKey) ?? [];
    const unit = "unit" in subject ? subject.unit : null;
    const says = { name: team.name, trend: trendOf(points), ballparks: values, noted: values };
    const line =
      unit === null || values.length === 0
        ? null
        : {
            name: pictureName(subject),
            unit,
            kind: "ballparks" as const,
            points: values,
            line: readLine(values.map(({ value }) => value)),
          };
    return [
      message(
        "trends-message.ts: subjectMessage",
        subjectMessage({
          team: team.name,
          subject,
          exact: round.ordinal % 2 === 0,
          points,
          heldBack,
          numbers: { ballparks: values, noted: values.slice(2) },
          picture: null,
        }),
      ),
      message(
        "look-up-message.ts: lookUpMessage",
        lookUpMessage({
          ...{ subject, intro: null, team: { id: team.id, says }, shareable: true },
          ...{ framework: frameworkV1, picture: null },
        }),
      ),
      plain("look-up-words.ts: teamWords", teamWords(says, unit)),
      ...(line === null
        ? []
        : [
            plain("pictures/line-words.ts: lineAltText", lineAltText(line)),
            drawing("pictures/line.ts: drawLine", drawLine(line)),
          ]),
    ];
  });
}

/** The digest of somebody who leads these teams, each as of its latest round. */
export function digestOver(
  weeks: readonly ToldWeek[],
  reports: Parameters<typeof composeFocusDigest>[0]["reports"],
): FocusDigest {
  const teams = weeks.map(
    ({ team, round, history, tries }): LedTeam => ({
      id: team.id,
      name: team.name,
      subjects: subjectsOf(
        {
          week: round.week,
          categories: round.questions.categories,
          closerLook: round.questions.closerLook?.category ?? null,
        },
        history,
      ),
      trying: tries.filter(({ state }) => state === "going"),
      heldBack: round.heldBack,
      learned: tries.flatMap(({ learned }) => learned ?? []),
    }),
  );
  const week = weeks.at(-1)?.round.week;
  if (week === undefined) throw new Error("A digest tells of a week.");
  return composeFocusDigest({ week, teams, reports });
}

function message(by: string, { text, blocks: drawn }: Said): Told {
  return { by, texts: [text, ...textsIn(drawn)], wire: JSON.stringify({ text, blocks: drawn }) };
}

function blocks(by: string, drawn: unknown): Told {
  return { by, texts: textsIn(drawn), wire: JSON.stringify(drawn) };
}

function view(by: string, drawn: object): Told {
  return { by, texts: textsIn(drawn), wire: JSON.stringify(drawn) };
}

function plain(by: string, text: string): Told {
  return { by, texts: [text], wire: "null" };
}

function drawing(by: string, svg: string): Told {
  const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
  if (texts.length === 0) throw new Error(`${by} draws no words.`);
  return { by, texts, wire: "null" };
}

/** All that people read, ids and what buttons carry left out. */
function textsIn(drawn: unknown): readonly string[] {
  if (Array.isArray(drawn)) return drawn.flatMap(textsIn);
  if (typeof drawn !== "object" || drawn === null) return [];
  return Object.entries(drawn).flatMap(([key, value]) =>
    (key === "text" || key === "alt_text") && typeof value === "string" ? [value] : textsIn(value),
  );
}
