/** Where did my time go this week? Five rough words from a leader, for that leader alone, unless they agreed to pool them. */
import type { ModalView } from "@slack/types";
import { frameworkV1 } from "../core/catalogue/index.ts";
import { type FocusReport, type FocusWord, takeFocusReport } from "../core/focus.ts";
import { focusBeside } from "../core/focus-beside.ts";
import { type CategoryKey, categoryKeys } from "../core/framework.ts";
import { isRefusal } from "../core/refusal.ts";
import { parseWeek, type Week } from "../core/week.ts";
import { poolsIn } from "../store/focus-pool.ts";
import { focusReportsOf, keepFocusReport } from "../store/focus-reports.ts";
import { suggestedTo } from "../store/focus-shares.ts";
import { keepOnce } from "../store/heard.ts";
import { teamsLedBy } from "../store/teams.ts";
import type { World } from "../world.ts";
import { aside, inert, type Said, said, words } from "./blocks.ts";
import { type WeekCarried, weekCarried } from "./carried.ts";
import { focusWordNames } from "./focus-words.ts";
import { type Field, type FormValues, pick } from "./form.ts";
import { weekWords } from "./moments.ts";
import { leadsAny } from "./permissions.ts";
import { sentenceFor, staleSentence } from "./refusals.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, onTop, type Sending, sentence, tellOnly, type Visit } from "./visit.ts";

export const reportFocusId = "report_focus";
export const focusModalId = "focus";

/** How far back reports are read for what is said after keeping one. */
const reportsRead = 12;

/** `reported`: what they said of this week before, if they did. `pooledIn`: teams in which they agreed to pool. */
export function focusModalView(
  week: Week,
  reported: FocusReport | null,
  pooledIn: readonly string[] = [],
): ModalView {
  return {
    type: "modal",
    callback_id: focusModalId,
    private_metadata: weekCarried.write({ week }),
    title: { type: "plain_text", text: "Where my time went" },
    submit: { type: "plain_text", text: "Keep it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(
        `*Where did your time go in ${weekWords(week)}?* Rough words are enough. ${whoSees(pooledIn)} They are kept for 400 days, and you can change them any time.`,
      ),
      ...(reported ? [aside("This is what you said before. Change what you like.")] : []),
      ...focusFields.map(([category, field]) => field.draw(reported?.[category])),
    ],
  };
}

function whoSees(pooledIn: readonly string[]): string {
  if (pooledIn.length === 0) return "Only you see them, beside what is suggested.";
  return `You see them beside what is suggested. The leaders who agreed to pool in ${inert(pooledIn.join(", "))} see them pooled; nobody else does.`;
}

const focusFields: readonly (readonly [CategoryKey, Field<FocusWord | null>])[] = frameworkV1.categories.map(
  ({ key, name }) => [key, pick({ block: `time:${key}`, label: name, placeholder: "None" }, focusWordNames)],
);

/** What is left empty is none. */
export function readFocusReport(
  values: FormValues,
): { readonly report: FocusReport } | { readonly troubles: Readonly<Record<string, string>> } {
  const troubles: Record<string, string> = {};
  const report: Record<CategoryKey, FocusWord> = {
    customer: "none",
    employee: "none",
    business: "none",
    knowledge: "none",
    acceleration: "none",
  };
  for (const [category, field] of focusFields) {
    const read = field.read(values);
    if (read.ok) report[category] = read.value ?? "none";
    else troubles[field.block] = read.trouble;
  }
  return Object.keys(troubles).length > 0 ? { troubles } : { report };
}

async function submitFocusReport(
  { db }: World,
  visit: Sending,
  carried: WeekCarried,
  values: FormValues,
): Promise<Submitted> {
  const week = parseWeek(carried.week);
  const first = `time:${categoryKeys[0]}`;
  if (week === null) return { outcome: "refuse", troubles: { [first]: staleSentence } };
  const read = readFocusReport(values);
  if ("troubles" in read) return { outcome: "refuse", troubles: read.troubles };
  const taken = takeFocusReport(read.report);
  if (isRefusal(taken)) return { outcome: "refuse", troubles: { [first]: sentenceFor(taken) } };
  const { workspace, person } = visit;
  const report = { workspace, person, week, words: taken.report };
  const kept = await keepOnce(db, visit.sent, (tx) => keepFocusReport(tx, report));
  if ("again" in kept) return { outcome: "again" };
  const reports = await focusReportsOf(db, workspace, person, { weeks: reportsRead });
  const beside = focusBeside(
    reports.map(({ week, words }) => ({ week, report: words })),
    week,
    await suggestedTo(db, await teamsLedBy(db, workspace, person)),
  );
  return { outcome: "show", view: notice(focusKept(week, beside)) };
}

export function focusKept(
  week: Week,
  { sentence, question }: Pick<ReturnType<typeof focusBeside>, "sentence" | "question">,
): Said {
  const beside = [sentence, question].flatMap((part) => (part === null ? [] : [inert(part)])).join(" ");
  return said(`Kept for ${weekWords(week)}. ${beside}`.trim());
}

/** Opens the form for one week, with what they said of it before. */
export async function openFocusReport(world: World, visit: Visit, carried: WeekCarried): Promise<void> {
  const week = parseWeek(carried.week);
  if (week === null) return tellOnly(visit, sentence(staleSentence));
  const { workspace, person } = visit;
  const reports = await focusReportsOf(world.db, workspace, person, { weeks: 53 });
  const reported = reports.find((report) => report.week === week)?.words ?? null;
  const pooledIn = (await poolsIn(world.db, workspace, person)).map(({ name }) => name);
  await onTop(visit, focusModalView(week, reported, pooledIn));
}

export const focusReport: Surface = {
  listen(listening, world) {
    listening.submission(focusModalId, { carries: weekCarried, may: leadsAny }, (visit, carried, values) =>
      submitFocusReport(world, visit, carried, values),
    );
  },
};
