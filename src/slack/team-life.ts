/** A leader lets their team rest, moves it to another channel, or deletes it with all that is kept of it. */
import type { ModalView } from "@slack/types";
import type { Temporal } from "temporal-polyfill";
import type { ChannelId } from "../core/ids.ts";
import { nextOpening } from "../core/schedule.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "../store/database.ts";
import { keepOnce } from "../store/heard.ts";
import { roundsFromWeek } from "../store/rounds.ts";
import { deleteTeam, keepSharedBeyond, moveToChannel, pause, resume } from "../store/team-life.ts";
import { holdTeam } from "../store/team-setup.ts";
import { type TeamWithWhen, teamById, teamInChannel } from "../store/teams.ts";
import type { World } from "../world.ts";
import { aside, inert, words } from "./blocks.ts";
import { type TeamCarried, teamCarried } from "./carried.ts";
import { channelOf } from "./channel.ts";
import { channel, type FormValues } from "./form.ts";
import { leadsTeam } from "./permissions.ts";
import { notHere } from "./setup-channel.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { deleteTeamId, moveTeamId, pauseTeamId, resumeTeamId } from "./team-life-buttons.ts";
import { planNews } from "./team-news.ts";
import { notice, type Sending, sentence, type Visit } from "./visit.ts";

const deleteForGoodId = "delete_team_for_good";

const chooseOne = "Choose the channel.";
const moveForm = {
  to: channel<ChannelId>(
    {
      block: "move_to",
      label: "To which channel?",
      hint: "I have to be in it: type /invite @Bearings there first.",
      needed: chooseOne,
    },
    { live: false },
  ),
};

export function pauseModal(team: TeamWithWhen): ModalView {
  return modal(team, pauseTeamId, "Pause this team?", "Pause it", [
    words(
      `*${inert(team.name)} rests until one of its leaders resumes it.* No round opens, and nobody is reminded.`,
    ),
    words(
      "A round that is open closes when it said it would, and its words are posted. The channel is told, once.",
    ),
  ]);
}

export function resumeModal(team: TeamWithWhen): ModalView {
  return modal(team, resumeTeamId, "Resume this team?", "Resume it", [
    words(
      `*${inert(team.name)} goes on where it was:* the next round opens at its usual hour. The channel is told, once.`,
    ),
  ]);
}

export function moveModal(team: TeamWithWhen): ModalView {
  return modal(team, moveTeamId, "Move this team", "Move it", [
    words(
      `*${inert(team.name)}* talks in <#${team.channel}>. Its rounds and words are posted in the new channel from now on, and whoever is in that channel can read them. What was posted stays where it is.`,
    ),
    moveForm.to.draw(undefined),
    aside("Both channels are told, once."),
  ]);
}

export function deleteModal(team: TeamWithWhen): ModalView {
  return modal(team, deleteTeamId, "Delete this team?", "Go on", [
    words(
      [
        `*All that is kept of ${inert(team.name)} goes, at once and for good:*`,
        "• its people, its week, its rounds with their words and pictures",
        "• what was noticed, tried and learned, and numbers that were noted",
        "• an open round, with whatever has been answered in it",
        "• whatever I was still going to say to it",
      ].join("\n"),
    ),
    words(
      "*This stays:* what I posted in Slack's conversations, and backups for as long as whoever runs me keeps them.",
    ),
    aside("To let it rest instead, pause it."),
  ]);
}

export function deleteForGoodModal(team: TeamWithWhen): ModalView {
  return modal(team, deleteForGoodId, "Really delete it?", "Delete for good", [
    words(
      `*${inert(team.name)}* of <#${team.channel}>, ${team.members.length} people. Nobody can bring it back, and I can't either.`,
    ),
  ]);
}

function modal(
  { id: team }: TeamWithWhen,
  callback: string,
  title: string,
  submit: string,
  blocks: ModalView["blocks"],
): ModalView {
  return {
    type: "modal",
    callback_id: callback,
    private_metadata: teamCarried.write({ team }),
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: submit },
    close: { type: "plain_text", text: "Not now" },
    blocks,
  };
}

/** Takes the place of the setup that the button stands in. */
async function ask(
  { db }: World,
  { slack, view, trigger }: Visit,
  { team }: TeamCarried,
  draw: (team: TeamWithWhen) => ModalView,
): Promise<void> {
  const kept = await teamById(db, team);
  const drawn = kept === null ? goneNotice : draw(kept);
  if (view !== null) await slack.views.update({ view_id: view.id, view: drawn });
  else if (trigger !== null) await slack.views.open({ trigger_id: trigger, view: drawn });
}

/** What was done, in words; null where nothing had to be. Kept once, with the team held. */
type Act = (tx: Db, team: TeamWithWhen) => Promise<string | null>;

async function act(world: World, visit: Sending, { team }: TeamCarried, does: Act): Promise<Submitted> {
  const kept = await keepOnce(world.db, visit.sent, async (tx) => {
    const held = await holdTeam(tx, team);
    return held === null ? null : does(tx, held);
  });
  if ("again" in kept) return { outcome: "again" };
  world.wake();
  return { outcome: "show", view: kept.done === null ? goneNotice : notice(sentence(kept.done)) };
}

function pauseIt(visit: Sending): Act {
  return async (tx, team) => {
    if (team.paused) return `${inert(team.name)} is paused already.`;
    await pause(tx, team.id);
    await planNews(tx, "paused", team, stampOf(visit), visit.now);
    return `${inert(team.name)} is paused. *Change this team* on your home tab resumes it.`;
  };
}

function resumeIt(visit: Sending): Act {
  return async (tx, team) => {
    if (!team.paused) return `${inert(team.name)} isn't paused.`;
    const had = await roundsFromWeek(tx, team.id, weekOf(visit.now, team.rhythm.zone));
    await resume(tx, team.id, nextOpening(team.rhythm, visit.now, had));
    await planNews(tx, "resumed", team, stampOf(visit), visit.now);
    return `${inert(team.name)} goes on. The channel is told when the next round opens.`;
  };
}

async function move(
  world: World,
  visit: Sending,
  carried: TeamCarried,
  values: FormValues,
): Promise<Submitted> {
  const chosen = moveForm.to.read(values);
  const to = chosen.ok ? chosen.value : null;
  const refuse = (trouble: string): Submitted => ({
    outcome: "refuse",
    troubles: { [moveForm.to.block]: trouble },
  });
  if (!chosen.ok || to === null) return refuse(chosen.ok ? chooseOne : chosen.trouble);
  const there = await teamInChannel(world.db, visit.workspace, to);
  const isThere = there?.id === carried.team;
  if (isThere && !there.sharedBeyond) return refuse("It is there already.");
  const trouble = notHere(await channelOf(visit.slack, to), there !== null && !isThere);
  if (trouble !== null) return refuse(trouble);
  return act(world, visit, carried, async (tx, team) => {
    // It was to be shared, and isn't: of an invitation that nobody takes up Slack tells us nothing.
    if (team.channel === to) {
      await keepSharedBeyond(tx, team.id, false);
      return `${inert(team.name)} talks in <#${to}> again.`;
    }
    if (!(await moveToChannel(tx, team, to))) return notHere(null, true);
    await planNews(tx, "moved", { ...team, channel: to }, stampOf(visit), visit.now);
    await planNews(tx, "moved-away", team, stampOf(visit), visit.now);
    return `${inert(team.name)} talks in <#${to}> from now on.`;
  });
}

/** The first of two questions. */
async function askAgain({ db }: World, { now }: Sending, { team }: TeamCarried): Promise<Submitted> {
  const kept = await teamById(db, team);
  if (kept === null) return { outcome: "show", view: goneNotice };
  const view = (await hasWordsOfThisWeek(db, kept, now))
    ? notice(sentence(notYet))
    : deleteForGoodModal(kept);
  return { outcome: "show", view };
}

/**
 * Whether it has a closed round of a week that isn't over everywhere. Forgotten, that round could be asked once more, of the
 * same people but one, as another team's: and what is told of one beside the other would tell what that one said
 * (docs/decisions/022 holds the second back, and needs the first for it).
 */
async function hasWordsOfThisWeek(db: Db, { id }: TeamWithWhen, now: Temporal.Instant): Promise<boolean> {
  const rounds = await roundsFromWeek(db, id, weekOf(now, lastToEndAWeek));
  return rounds.some(({ state }) => state === "closed");
}

const lastToEndAWeek = "Etc/GMT+12";

const notYet =
  "Its round of this week has closed. If the team went now, the same people could be asked once more as another team, and the two side by side would tell too much of somebody. It can be deleted from next Tuesday on; until then, pause it.";

function deleteIt(visit: Sending): Act {
  return async (tx, team) => {
    if (await hasWordsOfThisWeek(tx, team, visit.now)) return notYet;
    if (!(await deleteTeam(tx, team))) return null;
    await planNews(tx, "deleted", team, stampOf(visit), visit.now);
    return `${inert(team.name)} is deleted, with everything that was kept of it.`;
  };
}

function stampOf({ now }: Visit): string {
  return String(now.epochMilliseconds);
}

const goneNotice = notice(sentence("This team isn't there any more."));

export const teamLife: Surface = {
  listen(listening, world) {
    const guard = { carries: teamCarried, may: leadsTeam };
    const asking = [
      [pauseTeamId, pauseModal],
      [resumeTeamId, resumeModal],
      [moveTeamId, moveModal],
      [deleteTeamId, deleteModal],
    ] as const;
    for (const [id, draw] of asking)
      listening.button(id, guard, (visit, carried) => ask(world, visit, carried, draw));
    listening.submission(pauseTeamId, guard, (visit, carried) => act(world, visit, carried, pauseIt(visit)));
    listening.submission(resumeTeamId, guard, (visit, carried) =>
      act(world, visit, carried, resumeIt(visit)),
    );
    listening.submission(moveTeamId, guard, (visit, carried, values) => move(world, visit, carried, values));
    listening.submission(deleteTeamId, guard, (visit, carried) => askAgain(world, visit, carried));
    listening.submission(deleteForGoodId, guard, (visit, carried) =>
      act(world, visit, carried, deleteIt(visit)),
    );
  },
};
