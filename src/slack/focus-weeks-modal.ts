/** Leadership time over 4, 12 or 26 weeks: suggested beside reported, in words and as a picture. A leader's own, and pools they are in. */
import type { KnownBlock, ModalView } from "@slack/types";
import { frameworkV1 } from "../core/catalogue/index.ts";
import { roughWords } from "../core/focus.ts";
import { type FocusOver, type FocusSpan, focusSpans } from "../core/focus-beside.ts";
import type { FocusShares } from "../core/framework.ts";
import { agreeToPool, leavePool } from "../store/focus-pool.ts";
import type { World } from "../world.ts";
import { aside, button, buttons, heading, inert, picture as pictureBlock, rule, words } from "./blocks.ts";
import { nothingCarried, spanCarried, type TeamCarried, teamCarried, weekCarried } from "./carried.ts";
import { reportFocusId } from "./focus-modal.ts";
import { focusPicture } from "./focus-picture.ts";
import { type FocusTeam, type FocusWeeksFacts, gatherFocusWeeks } from "./focus-weeks.ts";
import { leadersWeek } from "./leader-digest.ts";
import { weekWords } from "./moments.ts";
import { leadsAny, leadsTeam } from "./permissions.ts";
import type { Surface } from "./surface.ts";
import { type ShownPicture, sayWithPicture } from "./uploading.ts";
import { onTop, slackCode, type Visit } from "./visit.ts";

export const focusWeeksId = "focus_weeks";
export const changeSharesId = "change_focus_shares";
const poolId = "focus_pool";
const leavePoolId = "focus_leave_pool";
/** In one row of buttons each has an id of its own (Slack). */
const spanIds = { 4: "focus_weeks_4", 12: "focus_weeks_12", 26: "focus_weeks_26" } as const;

export const focusWeeksButton = () => button(focusWeeksId, "My time over weeks", nothingCarried.write({}));

/** Slack takes 100 blocks: each team has four at most. */
const mostTeams = 20;

export function focusWeeksModal(
  { week, own, teams }: FocusWeeksFacts,
  picture: ShownPicture | null,
): ModalView {
  const { span, sentence, question } = own;
  return {
    type: "modal",
    private_metadata: spanCarried.write({ span }),
    title: { type: "plain_text", text: "Leadership time" },
    close: { type: "plain_text", text: "Close" },
    blocks: [
      words(`*${toldWords(own)}*`),
      words(besideLines(own)),
      ...(sentence === null ? [] : [words([sentence, question ?? ""].map(inert).join(" ").trim())]),
      ...(picture ? [pictureBlock(picture.file, picture.alt)] : []),
      buttons(
        "focus-weeks",
        ...focusSpans
          .filter((one) => one !== span)
          .map((one) => button(spanIds[one], `Over ${one} weeks`, spanCarried.write({ span: one }))),
        button(reportFocusId, "Where did my time go this week?", weekCarried.write({ week })),
      ),
      aside("Rough words, taken together roughly. A guide for where to listen, not something to meet."),
      ...teams.slice(0, mostTeams).flatMap(teamBlocks),
      ...(teams.length > mostTeams ? [aside("You lead more teams than fit here.")] : []),
    ],
  };
}

function toldWords({ span, told }: FocusOver): string {
  if (told === 0) return `Of the last ${span} weeks nothing is told yet.`;
  return `Over the last ${span} weeks, of which ${told === 1 ? "one is" : `${told} are`} told`;
}

/** One line a category, in the framework's order. Only what is suggested is a figure. */
function besideLines({ shares }: FocusOver): string {
  const lines = shares.map(
    ({ name, suggested, reported }) =>
      `• ${inert(name)}: ${suggested} % suggested${reported === null ? "" : `, ${roughWords(reported)} reported`}`,
  );
  return lines.join("\n");
}

function teamBlocks(team: FocusTeam): KnownBlock[] {
  const { id, name, shares, changed, mayPool, pooled } = team;
  const carried = teamCarried.write({ team: id });
  const since =
    changed === null
      ? "as in the framework."
      : `since ${weekWords(changed.week)}${changed.changedBy === null ? "" : `, changed by <@${changed.changedBy}>`}: “${inert(changed.note)}”`;
  return [
    rule(),
    heading(name),
    words(
      [
        `*Suggested for its leaders' time:* ${sharesWords(shares)}, ${since}`,
        ...(pooled ? [poolWords(pooled)] : mayPool ? [poolOffer] : []),
      ].join("\n"),
    ),
    buttons(
      `focus-team:${id}`,
      button(changeSharesId, "Change the shares", carried),
      ...(pooled
        ? [button(leavePoolId, "Don't pool mine any more", carried)]
        : mayPool
          ? [button(poolId, "Pool mine", carried)]
          : []),
    ),
  ];
}

/** "Customer 20 %, Employee 20 %": of leaders' time. */
export function sharesWords(shares: FocusShares): string {
  return frameworkV1.categories.map(({ key, name }) => `${inert(name)} ${shares[key]} %`).join(", ");
}

const poolOffer =
  "*Pooled:* leaders may pool where their time went. Whoever agrees sees the pool, from this week's reports on; nobody else does. Where you and one other are all who agree, each can work out what the other said.";

function poolWords({ others, over }: NonNullable<FocusTeam["pooled"]>): string {
  if (others.length === 0)
    return "*Pooled:* you agreed to it. No other leader has so far, so yours stay with you.";
  const whom = others.map((leader) => `<@${leader}>`).join(", ");
  if (over.told === 0)
    return `*Pooled* with ${whom}: nothing yet. It takes a week that more than you told of.`;
  const told = over.shares.map(({ name, reported }) => `${inert(name)} ${roughWords(reported ?? 0)}`);
  const thought = [over.sentence, over.question].flatMap((part) => (part === null ? [] : [inert(part)]));
  return `*Pooled* with ${whom}, each counted alike: ${told.join(", ")}. ${thought.join(" ")}`;
}

/** Opens it in words at once, and hangs the picture when Slack has it. */
async function openFocusWeeks(world: World, visit: Visit): Promise<void> {
  const facts = await factsFor(world, visit, 4);
  const opened = await onTop(visit, focusWeeksModal(facts, null));
  if (opened !== null) await drawPicture(world, visit, opened.id, facts);
}

/** Draws it anew in its place, after another span was chosen or something has changed. */
export async function redrawFocusWeeks(
  world: World,
  visit: Visit,
  viewId: string,
  span: FocusSpan = 4,
): Promise<void> {
  const facts = await factsFor(world, visit, span);
  await update(visit, viewId, focusWeeksModal(facts, null));
  await drawPicture(world, visit, viewId, facts);
}

function factsFor({ db }: World, { workspace, person, now }: Visit, span: FocusSpan) {
  return gatherFocusWeeks(db, workspace, person, now, span);
}

async function drawPicture(
  { db }: World,
  visit: Visit,
  viewId: string,
  facts: FocusWeeksFacts,
): Promise<void> {
  const { own } = facts;
  await sayWithPicture({ db, ...visit }, focusPicture({ time: own }, own.told), async (shown) => {
    if (shown !== null) await update(visit, viewId, focusWeeksModal(facts, shown));
  });
}

/** If it was closed or drawn over meanwhile, there is nothing to do. */
async function update({ slack }: Visit, viewId: string, view: ModalView): Promise<void> {
  try {
    await slack.views.update({ view_id: viewId, view });
  } catch (error) {
    if (slackCode(error) !== "not_found") throw error;
  }
}

async function pool(
  world: World,
  visit: Visit,
  { team }: TeamCarried,
  agrees: boolean,
  metadata: string,
): Promise<void> {
  const { workspace, person, now } = visit;
  if (agrees) await agreeToPool(world.db, team, person, await leadersWeek(world.db, workspace, person, now));
  else await leavePool(world.db, team, person);
  const span = spanCarried.read(metadata)?.span;
  if (visit.view !== null) await redrawFocusWeeks(world, visit, visit.view.id, span);
}

export const focusWeeks: Surface = {
  listen(listening, world) {
    listening.button(focusWeeksId, { carries: nothingCarried, may: leadsAny }, (visit) =>
      openFocusWeeks(world, visit),
    );
    for (const span of focusSpans) {
      listening.button(spanIds[span], { carries: spanCarried, may: leadsAny }, async (visit, carried) => {
        if (visit.view !== null) await redrawFocusWeeks(world, visit, visit.view.id, carried.span);
      });
    }
    listening.button(poolId, { carries: teamCarried, may: leadsTeam }, (visit, carried, { metadata }) =>
      pool(world, visit, carried, true, metadata),
    );
    listening.button(leavePoolId, { carries: teamCarried, may: leadsTeam }, (visit, carried, { metadata }) =>
      pool(world, visit, carried, false, metadata),
    );
  },
};
