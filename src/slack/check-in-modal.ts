/** The check-in: five directions, what is good enough for now, the closer look, and one thing noticed. About 90 seconds. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import { categoryByKey, measureByKey, subjectName } from "../core/catalogue/index.ts";
import type { CategoryKey, Framework, MeasureKey } from "../core/framework.ts";
import { type Answer, type Direction, type Questions, type Reading, takeAnswer } from "../core/reading.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import type { Round } from "../core/round.ts";
import { textLimits } from "../core/text.ts";
import { killPoint } from "../store/kill-point.ts";
import { keepAnswer, type NotKept } from "../store/readings.ts";
import type { Standing } from "../store/rosters.ts";
import { nextRoundOf } from "../store/teams.ts";
import type { World } from "../world.ts";
import { awayButton } from "./away-modal.ts";
import { aside, heading, inert, words } from "./blocks.ts";
import { type RoundCarried, roundCarried } from "./carried.ts";
import { directionWords } from "./direction-words.ts";
import { choice, type Field, type FormValues, number, pick, text, ticks } from "./form.ts";
import { weekdayWords } from "./moments.ts";
import { onRoster } from "./permissions.ts";
import { unnamedHint, whoSeesThis } from "./privacy-words.ts";
import { sentenceFor } from "./refusals.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import type { Sending } from "./visit.ts";

export const checkInModalId = "check_in";

export type CheckIn = {
  readonly round: Round;
  /** The team's: its own measures are asked about by their names. */
  readonly framework: Framework;
  readonly teamName: string;
  readonly zone: string;
  /** What was heard, what is tried, what was learned, as lines; none in a first round. */
  readonly loop: readonly string[];
  /** What this person said before, when they open it again. */
  readonly said: { readonly answer: Answer; readonly keptAt: Temporal.Instant } | null;
  /** What stands under "What did you notice?" in place of what they said before. */
  readonly noticed?: string | null;
};

export function checkInModal({ round, teamName, zone, loop, said, noticed, framework }: CheckIn): ModalView {
  const form = checkInForm(round.questions, framework);
  const before = new Map(said?.answer.readings.map((reading) => [reading.subject, reading]));
  const blocks: KnownBlock[] = [
    words(whoSeesThis(round, zone)),
    ...(said
      ? [words(`This is what you said on ${weekdayWords(said.keptAt, zone)}. Change what you like.`)]
      : []),
    ...loop.map((line) => aside(line)),
    heading("Which way is it heading?"),
    aside("Your honest impression is enough."),
    ...form.directions.map(([category, field]) => field.draw(before.get(category)?.direction)),
    form.goodEnough.draw(round.questions.categories.filter((category) => before.get(category)?.goodEnough)),
    ...closerLook(round.questions, form, before),
    heading("What did you notice?"),
    form.noticed.draw(noticed ?? said?.answer.reflection?.text),
    form.sharing.draw(said?.answer.reflection?.named === false ? "unnamed" : "named"),
    words("Going away? You're not asked then, and not counted.", awayButton()),
  ];
  return {
    type: "modal",
    callback_id: checkInModalId,
    private_metadata: roundCarried.write({ round: round.id }),
    title: { type: "plain_text", text: "Your bearings" },
    submit: { type: "plain_text", text: "Keep it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [aside(`*${inert(teamName)}*`), ...blocks],
  };
}

function closerLook(
  questions: Questions,
  form: CheckInForm,
  before: ReadonlyMap<string, Reading>,
): KnownBlock[] {
  if (questions.closerLook === null) return [];
  return [
    heading(`A closer look: ${subjectName(questions.closerLook.category)}`),
    ...form.measures.flatMap(([measure, field]) => {
      const ballpark = form.ballparks.get(measure);
      return [
        field.draw(before.get(measure)?.direction),
        ...(ballpark ? [ballpark.draw(before.get(measure)?.ballpark)] : []),
      ];
    }),
  ];
}

type CheckInForm = {
  readonly directions: readonly (readonly [CategoryKey, Field<Direction | null>])[];
  readonly goodEnough: Field<readonly CategoryKey[]>;
  readonly measures: readonly (readonly [MeasureKey, Field<Direction | null>])[];
  /** Only measures with a unit are asked for a rough number. */
  readonly ballparks: ReadonlyMap<MeasureKey, Field<number | null>>;
  readonly noticed: Field<string | null>;
  readonly sharing: Field<"named" | "unnamed" | null>;
};

/** The fields of a round, made from its frozen questions: what is drawn and what is read are the same list. */
function checkInForm(questions: Questions, framework: Framework): CheckInForm {
  const measures =
    questions.closerLook?.measures
      .map((key) => measureByKey(key, framework))
      .filter((measure) => measure !== null) ?? [];
  return {
    directions: questions.categories.map((key) => [
      key,
      choice(
        { block: `direction:${key}`, label: subjectName(key), hint: categoryByKey(key).meaning },
        directionWords,
      ),
    ]),
    goodEnough: ticks(
      {
        block: "good-enough",
        label: "Good enough for now?",
        hint: "Tick what needs no attention this week.",
      },
      new Map(questions.categories.map((key) => [key, subjectName(key)])),
    ),
    measures: measures.map(({ key, name, meaning }) => [
      key,
      pick(
        { block: `direction:${key}`, label: name, hint: meaning, placeholder: "Which way?" },
        directionWords,
      ),
    ]),
    ballparks: new Map(
      measures.flatMap(({ key, name, unit }) =>
        unit === null
          ? []
          : [
              [
                key,
                number({
                  block: `ballpark:${key}`,
                  label: `${name}: a rough number of ${unit}, if you have one`,
                  of: unit,
                }),
              ] as const,
            ],
      ),
    ),
    noticed: text({
      block: "noticed",
      label: "If anything: a moment, a pattern, something a customer said",
      most: textLimits.reflection,
      lines: true,
    }),
    sharing: choice(
      { block: "sharing", label: "Share it", hint: unnamedHint },
      new Map([
        ["named", "With my name"],
        ["unnamed", "Without my name"],
      ] as const),
    ),
  };
}

/** Everything that was said, or a sentence for each field that can't be read. */
export function readCheckIn(
  questions: Questions,
  values: FormValues,
  framework: Framework,
): Answer | { readonly troubles: Readonly<Record<string, string>> } {
  const form = checkInForm(questions, framework);
  const troubles: Record<string, string> = {};
  const take = <T>(field: Field<T>, otherwise: T): T => {
    const read = field.read(values);
    if (read.ok) return read.value;
    troubles[field.block] = read.trouble;
    return otherwise;
  };
  const ticked = take(form.goodEnough, []);
  const readings: Reading[] = [
    ...form.directions.map(([subject, field]) => ({
      subject,
      direction: take(field, null),
      goodEnough: ticked.includes(subject),
      ballpark: null,
    })),
    ...form.measures.map(([subject, field]) => {
      const ballpark = form.ballparks.get(subject);
      return {
        subject,
        direction: take(field, null),
        goodEnough: false,
        ballpark: ballpark ? take(ballpark, null) : null,
      };
    }),
  ];
  const noticed = take(form.noticed, null);
  const named = take(form.sharing, "named") !== "unnamed";
  if (Object.keys(troubles).length > 0) return { troubles };
  return {
    readings: readings.filter(
      (reading) => reading.direction !== null || reading.goodEnough || reading.ballpark !== null,
    ),
    reflection: noticed === null ? null : { text: noticed, named },
  };
}

/** Keeps an answer and only then lets the modal close. What is refused keeps everything typed, with a sentence. */
async function submitCheckIn(
  { db }: World,
  visit: Sending,
  { round }: RoundCarried,
  values: FormValues,
  standing: Standing,
): Promise<Submitted> {
  const { team } = standing;
  const said = readCheckIn(standing.round.questions, values, standing.framework);
  if ("troubles" in said) return { outcome: "refuse", troubles: said.troubles };

  const from = { ...standing, isGuest: false, isStranger: false };
  const taken = takeAnswer(standing.round, from, said, visit.now, nextRoundOf(team), standing.framework);
  if (isRefusal(taken)) return refuseAt(taken, standing.round.questions, team.rhythm.zone);

  killPoint("before an answer is kept");
  const keeping = await keepAnswer(db, { round, person: visit.person, answer: taken, sent: visit.sent });
  killPoint("after an answer is kept");
  if (keeping.kept) return { outcome: "close" };
  return refuseAt(refusalOf(keeping, standing), standing.round.questions, team.rhythm.zone);
}

/** Why something was not kept although it was allowed a moment ago: the round closed in between. */
export function notKeptWords(keeping: NotKept, standing: Standing): string {
  return sentenceFor(refusalOf(keeping, standing), standing.team.rhythm.zone, standing.asOf);
}

function refusalOf({ why }: NotKept, { round, team, isMember }: Standing): Refusal {
  return why === "round-closed"
    ? { no: "round-closed", closedAt: round.closesAt, nextOpensAt: nextRoundOf(team) }
    : { no: "not-on-list", because: isMember ? "joined-later" : "not-a-member" };
}

/** The sentence stands under the field it is about, where there is one; else under the first. */
function refuseAt(refusal: Refusal, questions: Questions, zone: string): Submitted {
  const first = `direction:${questions.categories[0] ?? ""}`;
  const block =
    refusal.no === "number-outside"
      ? `ballpark:${refusal.measure}`
      : refusal.no === "text-too-long"
        ? "noticed"
        : first;
  return { outcome: "refuse", troubles: { [block]: sentenceFor(refusal, zone) } };
}

export const checkIn: Surface = {
  listen(listening, world) {
    listening.submission(
      checkInModalId,
      { carries: roundCarried, may: onRoster },
      (visit, carried, values, standing) => submitCheckIn(world, visit, carried, values, standing),
      { outcome: "close" },
    );
  },
};
