/** `/bearings measures`: leaders make the framework their team's own. All in one modal, which shows what was done. */
import type { ModalView } from "@slack/types";
import { frameworkV1, measureByKey } from "../core/catalogue/index.ts";
import { type CategoryKey, isCategoryKey } from "../core/framework.ts";
import { readFrameworkFile, writeFrameworkFile } from "../core/framework-file.ts";
import type { TeamId } from "../core/ids.ts";
import {
  frameworkFrom,
  type KeptMeasures,
  moved,
  withChange,
  withMeasure,
  withState,
} from "../core/own-framework.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import type { Db } from "../store/database.ts";
import { changeMeasures, measuresKept } from "../store/frameworks.ts";
import { keepOnce } from "../store/heard.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { inert } from "./blocks.ts";
import {
  type MeasureFormCarried,
  type MeasuresCarried,
  measureFormCarried,
  measuresCarried,
  teamCarried,
} from "./carried.ts";
import type { FormValues } from "./form.ts";
import { bringInModal, bringInModalId, readPasted, troubleInFile } from "./framework-form.ts";
import { measureFormModal, measureModalId, readMeasure, troubleAt } from "./measure-form.ts";
import {
  addMeasureId,
  backToMeasuresId,
  bringBackId,
  bringInId,
  type MeasureAct,
  measureActId,
  measureActs,
  measuresCategoryId,
  measuresModal,
  sendFrameworkId,
} from "./measures-list.ts";
import { leadsTeam } from "./permissions.ts";
import { sentenceFor, staleSentence } from "./refusals.ts";
import { sendFiles } from "./sending-files.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { type Sending, sentence, tellDirectly, tellOnly, type Visit } from "./visit.ts";

/** On the home tab, for leaders. */
export const openMeasuresId = "open_measures";

/** Opens the measures of a team, in the first category; or draws them anew in the modal that was pressed in. */
export async function openMeasures(
  { db }: World,
  visit: Visit,
  team: TeamId,
  category: CategoryKey = frameworkV1.categories[0]?.key ?? "customer",
  note: string | null = null,
): Promise<void> {
  const found = await teamById(db, team);
  if (found === null) return tellOnly(visit, sentence(staleSentence));
  await show(visit, measuresModal({ team: found, kept: await measuresKept(db, team), category, note }));
}

async function show({ slack, view: shown, trigger }: Visit, view: ModalView): Promise<void> {
  if (shown !== null) await slack.views.update({ view_id: shown.id, view });
  else if (trigger !== null) await slack.views.open({ trigger_id: trigger, view });
}

/** "up time-to-smile" → what, and with which. Null for what no menu of ours sends. */
function readAct(chosen: string | null): { readonly act: MeasureAct; readonly key: string } | null {
  const [word, key] = (chosen ?? "").split(" ");
  const act = measureActs.find((each) => each === word);
  return act === undefined || key === undefined ? null : { act, key };
}

async function actOn(
  world: World,
  visit: Visit,
  carried: MeasuresCarried,
  chosen: string | null,
): Promise<void> {
  const read = readAct(chosen);
  if (read === null) return tellOnly(visit, sentence(staleSentence));
  const { act, key } = read;
  if (act === "change") return openForm(world, visit, { ...carried, measure: key });
  const changed = await changeMeasures(world.db, carried.team, (kept) => done(kept, act, key), visit.now);
  const note = isRefusal(changed) ? refusedNote(changed) : actWords(changed, act, key);
  await openMeasures(world, visit, carried.team, carried.category, note);
}

function done(kept: KeptMeasures, act: Exclude<MeasureAct, "change">, key: string): KeptMeasures | Refusal {
  switch (act) {
    case "up":
      return moved(kept, key, -1);
    case "down":
      return moved(kept, key, 1);
    case "ask":
      return withState(kept, key, "asked");
    case "do-not-ask":
      return withState(kept, key, "looked-up");
    case "retire":
      return withState(kept, key, "retired");
  }
}

const didWhat: Readonly<Record<Exclude<MeasureAct, "change">, string>> = {
  up: "moved up",
  down: "moved down",
  ask: "asked about from the next round on",
  "do-not-ask": "not asked about from the next round on",
  retire: "retired. What was said of it stays, and it can come back",
};

function actWords(kept: KeptMeasures, act: Exclude<MeasureAct, "change">, key: string): string {
  return `*${inert(nameIn(kept, key))}*: ${didWhat[act]}.`;
}

/** Above the list it is read as formatted, so a name in it is made inert; under a field it stands as it is. */
function refusedNote(refusal: Refusal): string {
  return sentenceFor(refusal.no === "name-taken" ? { ...refusal, name: inert(refusal.name) } : refusal);
}

function nameIn(kept: KeptMeasures, key: string): string {
  return measureByKey(key, frameworkFrom(kept))?.name ?? key;
}

async function openForm({ db }: World, visit: Visit, carried: MeasureFormCarried): Promise<void> {
  const framework = frameworkFrom(await measuresKept(db, carried.team));
  const measure = framework.measures.find(({ key }) => key === carried.measure) ?? null;
  if (carried.measure !== null && measure === null)
    return tellOnly(visit, sentence(sentenceFor({ no: "no-such-measure" })));
  const isAsked = measure === null || !framework.notAsked.includes(measure.key);
  await show(visit, measureFormModal(carried, measure, isAsked));
}

async function bringBack(
  world: World,
  visit: Visit,
  carried: MeasuresCarried,
  key: string | null,
): Promise<void> {
  const back = (kept: KeptMeasures) => withState(kept, key ?? "", "asked");
  const changed = await changeMeasures(world.db, carried.team, back, visit.now);
  const note = isRefusal(changed) ? refusedNote(changed) : actWords(changed, "ask", key ?? "");
  await openMeasures(world, visit, carried.team, carried.category, note);
}

async function submitMeasure(
  { db }: World,
  visit: Sending,
  carried: MeasureFormCarried,
  values: FormValues,
): Promise<Submitted> {
  const draft = readMeasure(values);
  if ("troubles" in draft) return { outcome: "refuse", troubles: draft.troubles };
  const { team, measure } = carried;
  const change = (kept: KeptMeasures) =>
    measure === null ? withMeasure(kept, draft) : withChange(kept, measure, draft);
  const keep = (tx: Db) => changeMeasures(tx, team, change, visit.now);
  const kept = await keepOnce(db, visit.sent, keep, (changed) => !isRefusal(changed));
  if ("again" in kept) return { outcome: "again" };
  if (isRefusal(kept.done)) return { outcome: "refuse", troubles: troubleAt(kept.done) };
  const note = `*${inert(draft.name)}*: kept. It counts from the next round on.`;
  return shownAgain(db, { team, category: draft.category }, kept.done, note);
}

async function submitPasted(
  { db }: World,
  visit: Sending,
  carried: MeasuresCarried,
  values: FormValues,
): Promise<Submitted> {
  const read = readPasted(values);
  if ("troubles" in read) return { outcome: "refuse", troubles: read.troubles };
  const troubles: string[] = [];
  const take = (kept: KeptMeasures) => {
    const file = readFrameworkFile(read.pasted, kept);
    if (!("troubles" in file)) return file.measures;
    troubles.push(...file.troubles);
    return kept;
  };
  const keep = (tx: Db) => changeMeasures(tx, carried.team, take, visit.now);
  const kept = await keepOnce(db, visit.sent, keep, () => troubles.length === 0);
  if ("again" in kept) return { outcome: "again" };
  if (troubles.length > 0 || isRefusal(kept.done))
    return { outcome: "refuse", troubles: troubleInFile(troubles) };
  return shownAgain(db, carried, kept.done, "Brought in. It counts from the next round on.");
}

async function shownAgain(
  db: Db,
  { team: id, category }: MeasuresCarried,
  kept: KeptMeasures,
  note: string,
): Promise<Submitted> {
  const team = await teamById(db, id);
  if (team === null) return { outcome: "close" };
  return { outcome: "show", view: measuresModal({ team, kept, category, note }) };
}

async function sendFramework(world: World, visit: Visit, { team, category }: MeasuresCarried): Promise<void> {
  const found = await teamById(world.db, team);
  if (found === null) return tellOnly(visit, sentence(staleSentence));
  await openMeasures(world, visit, team, category, "It's on its way: look at your direct messages with me.");
  try {
    const text = writeFrameworkFile(await measuresKept(world.db, team));
    const name = `bearings-framework-${visit.now.toString().slice(0, 10)}.json`;
    await sendFiles(visit.slack, visit.person, [{ name, text }], fileWords(found));
  } catch (error) {
    world.log.warn("a framework's file was not sent", { error });
    await tellDirectly(visit.slack, visit.person, sentence(notSent));
  }
}

function fileWords({ name }: TeamWithWhen): string {
  return `The measures of ${inert(name)}, as a file. Another team can bring it in with \`/bearings measures\`. The lines on whose framework it is stay in it.`;
}

const notSent = "I couldn't send the file just now. Nothing was lost: ask for it again in a moment.";

export const measures: Surface = {
  listen(listening, world) {
    const guard = { carries: measuresCarried, may: leadsTeam };
    listening.button(openMeasuresId, { carries: teamCarried, may: leadsTeam }, (visit, { team }) =>
      openMeasures(world, visit, team),
    );
    listening.control(measuresCategoryId, guard, (visit, { team, category }, { chosen }) =>
      openMeasures(world, visit, team, chosen !== null && isCategoryKey(chosen) ? chosen : category),
    );
    listening.control(measureActId, guard, (visit, carried, { chosen }) =>
      actOn(world, visit, carried, chosen),
    );
    listening.control(bringBackId, guard, (visit, carried, { chosen }) =>
      bringBack(world, visit, carried, chosen),
    );
    listening.button(addMeasureId, guard, (visit, carried) =>
      openForm(world, visit, { ...carried, measure: null }),
    );
    listening.button(sendFrameworkId, guard, (visit, carried) => sendFramework(world, visit, carried));
    listening.button(bringInId, guard, (visit, carried) => show(visit, bringInModal(carried)));
    listening.button(backToMeasuresId, guard, (visit, { team, category }) =>
      openMeasures(world, visit, team, category),
    );
    listening.submission(
      measureModalId,
      { carries: measureFormCarried, may: leadsTeam },
      (visit, carried, values) => submitMeasure(world, visit, carried, values),
    );
    listening.submission(bringInModalId, guard, (visit, carried, values) =>
      submitPasted(world, visit, carried, values),
    );
  },
};
