/** Try something: a small thing, by whom it is kept an eye on if anybody offers, and the day on which the team is asked how it went. */
import type { ModalView } from "@slack/types";
import { Temporal } from "temporal-polyfill";
import { frameworkV1 } from "../core/catalogue/index.ts";
import { type CategoryKey, isCategoryKey, type SubjectKey } from "../core/framework.ts";
import type { TeamId } from "../core/ids.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import { textLimits } from "../core/text.ts";
import { type NewTry, takeTry } from "../core/try.ts";
import { keepOnce } from "../store/heard.ts";
import { summaryOf } from "../store/summaries.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import { startTryOnce } from "../store/tries.ts";
import type { World } from "../world.ts";
import { planAsking } from "./asking-about-tries.ts";
import { aside, inert, type Said, said } from "./blocks.ts";
import { type RoundCarried, type TeamCarried, teamCarried } from "./carried.ts";
import { choice, day, type FormValues, readForm, text } from "./form.ts";
import { dayWords } from "./moments.ts";
import { ofTeam } from "./permissions.ts";
import { sentenceFor } from "./refusals.ts";
import { roundAndPass } from "./results.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { answeringTries } from "./try-answers.ts";
import { notice, type Sending, type Visit } from "./visit.ts";

/** On the team summary: carries the round, so that the category of its talk is chosen already. */
export const trySomethingId = "try_something";
/** Elsewhere: carries the team. */
export const startTryId = "try_start";
export const tryModalId = "try";

/** Long enough to notice something, short enough to remember why. */
const askAfter = { weeks: 2 } as const;

export type TryOpening = {
  readonly team: Pick<TeamWithWhen, "id" | "name">;
  readonly category: CategoryKey | null;
  /** By the team's own calendar. */
  readonly today: Temporal.PlainDate;
};

export function tryModalView({ team, category, today }: TryOpening): ModalView {
  return {
    type: "modal",
    callback_id: tryModalId,
    private_metadata: teamCarried.write({ team: team.id }),
    title: { type: "plain_text", text: "Try something" },
    submit: { type: "plain_text", text: "Keep it" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      aside(`*${inert(team.name)}* · Your team sees this, and its leaders read what is tried and learned.`),
      tryForm.what.draw(),
      tryForm.category.draw(category),
      tryForm.eye.draw("nobody"),
      tryForm.askOn.draw(today.add(askAfter).toString()),
    ],
  };
}

const tryForm = {
  what: text({
    block: "what",
    label: "What will you try?",
    hint: "Small enough to start this week, such as “one article per hand-off”.",
    needed: "Please write what you'll try: a few words are enough.",
    most: textLimits.try,
  }),
  category: choice(
    { block: "category", label: "What is it for?", needed: "Please choose one." },
    new Map(frameworkV1.categories.map(({ key, name }) => [key, name])),
  ),
  eye: choice(
    {
      block: "eye",
      label: "Who keeps an eye on it?",
      hint: "Only if you like to. Your name stands beside it then.",
    },
    new Map([
      ["nobody", "Nobody in particular"],
      ["me", "I do"],
    ] as const),
  ),
  askOn: day({
    block: "ask-on",
    label: "When shall I ask how it went?",
    needed: "Please choose a day.",
  }),
};

/** What somebody wrote, or a sentence for each field that can't be read. */
export function readTry(
  values: FormValues,
  person: NonNullable<NewTry["ledBy"]>,
): NewTry | { readonly troubles: Readonly<Record<string, string>> } {
  const read = readForm(tryForm, values);
  if ("troubles" in read) return read;
  const { what, category, eye, askOn } = read.said;
  if (what === null || category === null) throw new Error("A needed field was read as empty.");
  return { what, category, ledBy: eye === "me" ? person : null, askOn: Temporal.PlainDate.from(askOn) };
}

async function submitTry(
  { db }: World,
  visit: Sending,
  carried: TeamCarried,
  values: FormValues,
): Promise<Submitted> {
  const team = await theTeam(db, carried.team);
  const written = readTry(values, visit.person);
  if ("troubles" in written) return { outcome: "refuse", troubles: written.troubles };
  const taken = takeTry(written, todayOf(team, visit));
  if (isRefusal(taken)) return { outcome: "refuse", troubles: { [fieldOf(taken)]: sentenceFor(taken) } };
  // Pressed twice, or pressed again because Slack gave up waiting: the same try of a team is one.
  const kept = await keepOnce(db, visit.sent, async (tx) => {
    const started = await startTryOnce(tx, team.id, taken, visit.now);
    if (started !== null) await planAsking(tx, team, started);
    return started;
  });
  return "again" in kept ? { outcome: "again" } : { outcome: "show", view: notice(tryKept(taken)) };
}

export function tryKept({ what, askOn }: Pick<NewTry, "what" | "askOn">): Said {
  return said(
    `Kept: you'll try “${inert(what)}”. I'll ask your team about it on ${dayWords(askOn)}, and the next round opens with it.`,
  );
}

function fieldOf(refusal: Refusal): string {
  return refusal.no === "ask-on-outside" ? tryForm.askOn.block : tryForm.what.block;
}

/** From the summary of a round: the category that its question was about is chosen already. */
export async function openTryAfterRound({ db }: World, visit: Visit, { round }: RoundCarried): Promise<void> {
  const found = await roundAndPass(db, visit, round);
  if (found === null) throw new Error("A round went away between two questions about it.");
  const summary = await summaryOf(db, found.pass, round);
  await openTry(visit, await theTeam(db, found.pass.team), summary?.talk?.subject ?? null);
}

async function openTry(visit: Visit, team: TeamWithWhen, about: SubjectKey | null): Promise<void> {
  if (visit.trigger === null) return;
  const category = about !== null && isCategoryKey(about) ? about : null;
  const view = tryModalView({ team, category, today: todayOf(team, visit) });
  await visit.slack.views.open({ trigger_id: visit.trigger, view });
}

async function theTeam(db: World["db"], id: TeamId): Promise<TeamWithWhen> {
  const team = await teamById(db, id);
  if (team === null) throw new Error("A team went away between two questions about it.");
  return team;
}

function todayOf(team: TeamWithWhen, { now }: Visit): Temporal.PlainDate {
  return now.toZonedDateTimeISO(team.rhythm.zone).toPlainDate();
}

export const tryModal: Surface = {
  listen(listening, world) {
    const guard = { carries: teamCarried, may: ofTeam };
    listening.button(startTryId, guard, async (visit, { team }) =>
      openTry(visit, await theTeam(world.db, team), null),
    );
    listening.submission(tryModalId, guard, (visit, carried, values) =>
      submitTry(world, visit, carried, values),
    );
    answeringTries.listen(listening, world);
  },
};
