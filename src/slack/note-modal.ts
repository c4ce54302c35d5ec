/** A number read off a system, noted for a week with the noter's name; never a reading, never something to meet. */
import type { ModalView } from "@slack/types";
import { amountWords } from "../core/ballpark-words.ts";
import { measureByKey } from "../core/catalogue/index.ts";
import type { Measure } from "../core/framework.ts";
import { takeNumber } from "../core/number.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import { type Week, weekOf } from "../core/week.ts";
import type { Db } from "../store/database.ts";
import { frameworkOf } from "../store/frameworks.ts";
import { keepOnce } from "../store/heard.ts";
import { type KeptNote, type NotedValue, noteValue, takeBackNote } from "../store/noted-values.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { button, buttons, inert, type Said, words } from "./blocks.ts";
import { type MeasureCarried, measureCarried, type NotedCarried, notedCarried } from "./carried.ts";
import { type FormValues, number } from "./form.ts";
import { weekWords } from "./moments.ts";
import { ofTeam, type Permission } from "./permissions.ts";
import { sentenceFor, staleSentence } from "./refusals.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, type Sending, sentence, tellOnly, type Visit } from "./visit.ts";

export const noteNumberId = "note_number";
export const noteModalId = "note_number";
export const takeBackNoteId = "take_back_note";

type WithUnit = Measure & { readonly unit: NonNullable<Measure["unit"]> };

export function noteModal(measure: WithUnit, team: Pick<TeamWithWhen, "id" | "name">, week: Week): ModalView {
  return {
    type: "modal",
    callback_id: noteModalId,
    private_metadata: measureCarried.write({ team: team.id, measure: measure.key }),
    title: { type: "plain_text", text: "Note a number" },
    submit: { type: "plain_text", text: "Note it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(`*${inert(measure.name)}*, ${inert(team.name)}, ${weekWords(week)}. ${inert(measure.obtained)}`),
      numberField(measure).draw(),
    ],
  };
}

function numberField({ unit }: WithUnit) {
  return number({
    block: "number",
    label: `How many ${unit}?`,
    hint: "Noted with your name, for your team. The latest of a week stands. It is not a reading, and nothing that has to be met.",
    needed: `Please give a plain number of ${unit}, like 3 or 2.5.`,
    of: unit,
  });
}

/** The number somebody typed, or a sentence under the field. */
export function readNote(
  measure: WithUnit,
  values: FormValues,
): number | { readonly troubles: Readonly<Record<string, string>> } {
  const field = numberField(measure);
  const read = field.read(values);
  if (!read.ok) return { troubles: { [field.block]: read.trouble } };
  return read.value ?? { troubles: { [field.block]: `Please give a plain number of ${measure.unit}.` } };
}

export type Noted = { readonly noted: NotedValue; readonly kept: KeptNote };

/** Notes a number for the team's present week, in the noter's name; or says why it can't be. */
export async function noteFor(
  db: Db,
  visit: Visit,
  team: TeamWithWhen,
  measure: Measure,
  typed: number,
): Promise<Noted | Refusal> {
  const taken = takeNumber(measure, typed);
  if (isRefusal(taken)) return taken;
  const noted: NotedValue = {
    team: team.id,
    measure: measure.key,
    week: weekOf(visit.now, team.rhythm.zone),
    value: taken.number,
    notedBy: visit.person,
  };
  return { noted, kept: await noteValue(db, noted) };
}

/** "Noted: 3 days for this week, in your name.", with the way back. */
export function notedAnswer(measure: Measure, { noted, kept }: Noted): Said {
  const { team, value } = noted;
  const { note, before } = kept;
  const amount = measure.unit === null ? String(value) : amountWords(value, measure.unit);
  const instead =
    before === null || measure.unit === null || before === value
      ? ""
      : ` It stands instead of ${amountWords(before, measure.unit)}.`;
  const text = `Noted: ${amount} for this week, in your name (${inert(measure.name)}).${instead}`;
  const carried = notedCarried.write({ team, note });
  return { text, blocks: [words(text), buttons("noted", button(takeBackNoteId, "Undo", carried))] };
}

async function submitNote(
  { db }: World,
  visit: Sending,
  carried: MeasureCarried,
  values: FormValues,
): Promise<Submitted> {
  const found = await foundFor(db, carried);
  if (found === null) return { outcome: "refuse", troubles: { number: staleSentence } };
  const typed = readNote(found.measure, values);
  if (typeof typed !== "number") return { outcome: "refuse", troubles: typed.troubles };
  const note = (tx: Db) => noteFor(tx, visit, found.team, found.measure, typed);
  const kept = await keepOnce(db, visit.sent, note, (done) => !isRefusal(done));
  if ("again" in kept) return { outcome: "again" };
  if (isRefusal(kept.done)) return { outcome: "refuse", troubles: { number: sentenceFor(kept.done) } };
  return { outcome: "show", view: notice(notedAnswer(found.measure, kept.done)) };
}

async function openNote({ db }: World, visit: Visit, carried: MeasureCarried): Promise<void> {
  const found = await foundFor(db, carried);
  if (found === null) return tellOnly(visit, sentence(staleSentence));
  if (visit.trigger === null) return;
  const { measure, team } = found;
  const view = noteModal(measure, team, weekOf(visit.now, team.rhythm.zone));
  await visit.slack.views.open({ trigger_id: visit.trigger, view });
}

/** The team and the measure that are carried, where both are there and the measure has a unit. */
async function foundFor(
  db: Db,
  { team: id, measure: key }: MeasureCarried,
): Promise<{ readonly team: TeamWithWhen; readonly measure: WithUnit } | null> {
  const team = id === null ? null : await teamById(db, id);
  const measure = team && measureByKey(key, await frameworkOf(db, team.id));
  return team === null || measure === null || !hasUnit(measure) ? null : { team, measure };
}

function hasUnit(measure: Measure): measure is WithUnit {
  return measure.unit !== null;
}

/** Only the very note that the button belongs to, only by whoever noted it, and only while it stands. */
async function takeBack({ db }: World, visit: Visit, { team, note }: NotedCarried): Promise<void> {
  const isUndone = await takeBackNote(db, { team, note, notedBy: visit.person });
  await tellOnly(visit, sentence(isUndone ? takenBack : notTakenBack));
}

const takenBack = "Taken back. What stood there before, if anything did, stands again.";
const notTakenBack =
  "That note doesn't stand any more: it was taken back, or another came after it. So there is nothing to take back.";

/** Members and leaders of the team that is carried; a look-up outside a team carries none. */
const ofItsTeam: Permission<MeasureCarried> = {
  name: "of the team",
  refuses: async (world, visit, { team }) =>
    team === null ? sentenceFor({ no: "no-team-of-yours" }) : ofTeam.refuses(world, visit, { team }),
};

export const noteNumber: Surface = {
  listen(listening, world) {
    const guard = { carries: measureCarried, may: ofItsTeam };
    listening.button(noteNumberId, guard, (visit, carried) => openNote(world, visit, carried));
    listening.submission(noteModalId, guard, (visit, carried, values) =>
      submitNote(world, visit, carried, values),
    );
    listening.button(takeBackNoteId, { carries: notedCarried, may: ofTeam }, (visit, carried) =>
      takeBack(world, visit, carried),
    );
  },
};
