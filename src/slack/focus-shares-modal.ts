/** The shares of a team's leadership time, changed by its leaders, with a note why. What was in force stays to be read. */
import type { ModalView } from "@slack/types";
import { frameworkV1 } from "../core/catalogue/index.ts";
import {
  byCategory,
  type FocusChange,
  largestShare,
  sameShares,
  takeFocusShares,
} from "../core/focus-shares.ts";
import { type CategoryKey, categoryKeys, type FocusShares } from "../core/framework.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import { textLimits } from "../core/text.ts";
import { weekOf } from "../core/week.ts";
import { changeFocusShares, focusChangesOf, sharesInForce } from "../store/focus-shares.ts";
import { keepOnce } from "../store/heard.ts";
import { holdTeam } from "../store/team-setup.ts";
import { type TeamWithWhen, teamById } from "../store/teams.ts";
import type { World } from "../world.ts";
import { aside, inert, said, words } from "./blocks.ts";
import { type TeamBelowCarried, type TeamCarried, teamBelowCarried, teamCarried } from "./carried.ts";
import { changeSharesId, redrawFocusWeeks, sharesWords } from "./focus-weeks-modal.ts";
import { type FormValues, number, readForm, text } from "./form.ts";
import { weekWords } from "./moments.ts";
import { leadsTeam } from "./permissions.ts";
import { sentenceFor, staleSentence } from "./refusals.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { notice, onTop, type Sending, sentence, tellOnly, type Visit } from "./visit.ts";

export const sharesModalId = "focus_shares";

export type SharesShown = {
  readonly team: Pick<TeamWithWhen, "id" | "name" | "rhythm">;
  readonly inForce: FocusShares;
  /** Oldest first. */
  readonly changes: readonly FocusChange[];
};

const mostChangesTold = 5;

export function focusSharesModal({ team, inForce, changes }: SharesShown, below: string | null): ModalView {
  const before = changes.slice(-mostChangesTold).toReversed();
  return {
    type: "modal",
    callback_id: sharesModalId,
    private_metadata: teamBelowCarried.write({ team: team.id, below }),
    title: { type: "plain_text", text: "Change the shares" },
    submit: { type: "plain_text", text: "Keep them" },
    close: { type: "plain_text", text: "Not now" },
    blocks: [
      words(
        `How much of its leaders' time ${inert(team.name)} suggests for each category. These shares steer whose turn the closer look is, and what reported time is set beside: nothing else. All of the team's leaders see this, with the note.`,
      ),
      ...categoryKeys.map((category) => form[category].draw(inForce[category])),
      form.note.draw(),
      ...before.map((change) => aside(changeWords(change, team.rhythm.zone))),
    ],
  };
}

const form = {
  ...shareFields(),
  note: text({
    block: "note",
    label: "Why?",
    most: textLimits["focus-note"],
    placeholder: "What is different from now on",
    needed: sentenceFor({ no: "text-missing", of: "focus-note" }),
  }),
};

function shareFields() {
  const share = (category: CategoryKey) =>
    number({
      block: shareBlock(category),
      label: `${frameworkV1.categories.find(({ key }) => key === category)?.name ?? category}, in percent`,
      needed: sentenceFor({ no: "share-outside", category, most: largestShare }),
      of: "percent",
    });
  return {
    customer: share("customer"),
    employee: share("employee"),
    business: share("business"),
    knowledge: share("knowledge"),
    acceleration: share("acceleration"),
  };
}

function shareBlock(category: CategoryKey): string {
  return `share:${category}`;
}

function changeWords({ shares, note, changedBy, since }: FocusChange, zone: string): string {
  const whose = changedBy === null ? "" : ` (<@${changedBy}>)`;
  return `From ${weekWords(weekOf(since, zone))} on: ${sharesWords(shares)}: “${inert(note)}”${whose}`;
}

async function openShares({ db }: World, visit: Visit, carried: TeamCarried): Promise<void> {
  const team = await teamById(db, carried.team);
  if (team === null) return tellOnly(visit, sentence(staleSentence));
  const changes = (await focusChangesOf(db, [team.id])).get(team.id) ?? [];
  const inForce = await sharesInForce(db, team.id);
  await onTop(visit, focusSharesModal({ team, inForce, changes }, visit.view?.id ?? null));
}

async function submitShares(
  world: World,
  visit: Sending,
  { team, below }: TeamBelowCarried,
  values: FormValues,
): Promise<Submitted> {
  const read = readForm(form, values);
  if ("troubles" in read) return { outcome: "refuse", troubles: read.troubles };
  const { note, ...shares } = read.said;
  const taken = takeFocusShares(withoutGaps(shares), note ?? "");
  if (isRefusal(taken)) return { outcome: "refuse", troubles: { [blockOf(taken)]: sentenceFor(taken) } };
  const kept = await keepOnce(world.db, visit.sent, async (tx) => {
    // Two that change at once come one after the other, and a round that opens meanwhile goes by one of them.
    await holdTeam(tx, team);
    if (sameShares(taken.shares, await sharesInForce(tx, team))) return false;
    await changeFocusShares(tx, team, { ...taken, changedBy: visit.person, since: visit.now });
    return true;
  });
  if ("again" in kept) return { outcome: "again" };
  return {
    outcome: "show",
    view: notice(said(keptWords(kept.done))),
    after: async () => {
      if (below !== null) await redrawFocusWeeks(world, visit, below);
    },
  };
}

/** An empty field is refused before: see `needed`. */
function withoutGaps(shares: Readonly<Record<CategoryKey, number | null>>): FocusShares {
  return byCategory((category) => shares[category] ?? 0);
}

function blockOf(refusal: Refusal): string {
  if (refusal.no === "share-outside") return shareBlock(refusal.category);
  return refusal.no === "shares-not-whole" ? shareBlock("acceleration") : form.note.block;
}

function keptWords(isChanged: boolean): string {
  return isChanged
    ? "Kept. The next round goes by these shares; one that is open keeps what it opened with. Turns of the closer look are counted anew from then on."
    : "These are the shares as they were, so nothing was changed.";
}

export const focusSharesForm: Surface = {
  listen(listening, world) {
    listening.button(changeSharesId, { carries: teamCarried, may: leadsTeam }, (visit, carried) =>
      openShares(world, visit, carried),
    );
    listening.submission(
      sharesModalId,
      { carries: teamBelowCarried, may: leadsTeam },
      (visit, carried, values) => submitShares(world, visit, carried, values),
    );
  },
};
