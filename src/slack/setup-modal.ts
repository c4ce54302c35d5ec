/** Setting a team up, in about a minute: the channel, its people, its week, and who sees what. Its leaders change it here too. */
import type { ModalView } from "@slack/types";
import type { ChannelId, TeamId, UserId } from "../core/ids.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import { defaultRhythm, rhythmTrouble } from "../core/rhythm.ts";
import { leadersOnly, takeTeam } from "../core/team.ts";
import { keepOnce } from "../store/heard.ts";
import { type TeamWithWhen, teamById, teamInChannel } from "../store/teams.ts";
import type { World } from "../world.ts";
import { aside, button, rule, words } from "./blocks.ts";
import { type SetupCarried, setupCarried } from "./carried.ts";
import { channelOf, humanised } from "./channel.ts";
import type { FormValues } from "./form.ts";
import { notTakingPart, peopleOf } from "./people.ts";
import { anybody, setsUp } from "./permissions.ts";
import { knownPerson, type Person } from "./person.ts";
import type { Pressed } from "./pressed.ts";
import { brokenSentence, sentenceFor } from "./refusals.ts";
import { whatChanged, whatHappensNext } from "./set-up-words.ts";
import { keepChangedTeam, keepNewTeam } from "./setting-up.ts";
import { notHere, type SeenForSetup, seeForSetup } from "./setup-channel.ts";
import {
  blocksOf,
  channelField,
  drawSetup,
  readChannel,
  readSetup,
  rhythmTroubles,
  type SetupSaid,
  setupChannelId,
  setupZoneId,
} from "./setup-form.ts";
import type { Submitted } from "./submitting.ts";
import type { Surface } from "./surface.ts";
import { teamLifeButtons } from "./team-life-buttons.ts";
import { notice, type Sending, sentence, slackCode, tellOnly, type Visit } from "./visit.ts";
import { zoneOptions } from "./zones.ts";

export const setupModalId = "setup";
export const setUpId = "set_up_team";

/** Opens the setup of a channel's team, of a team to change, or with the channel still to choose. */
export function setUpButton(label: string, carried: SetupCarried, look: { primary?: boolean } = {}) {
  return button(setUpId, label, setupCarried.write(carried), look);
}

/** A new team's form. Without a channel there is only the question for it. */
export function setupModal(channel: ChannelId | null, seen: SeenForSetup | null, opener: Person): ModalView {
  const free = seen?.seen === "free" ? seen : null;
  const said: SetupSaid | null = free && {
    name: humanised(free.channel.name),
    mode: "confidential",
    members: free.members,
    leaders: [opener.id],
    rhythm: defaultRhythm(opener.zone),
  };
  const shown = seen?.seen === "hidden" ? null : channel;
  return {
    ...frame("Set up a team", "Set it up", { channel: shown, team: null }),
    blocks: [
      words("About a minute. Everything can be changed later by the leaders you choose."),
      channelField.draw(shown ?? undefined),
      ...remarks(seen).map((line) => aside(line)),
      ...(said === null || shown === null ? [] : drawSetup(shown, said)),
    ],
  };
}

/** The form of a team that is there already, with what it has; and the ways to let it rest, move it or delete it. */
export function changeModal(team: TeamWithWhen): ModalView {
  return {
    ...frame("Change this team", "Keep it", { channel: team.channel, team: team.id }),
    blocks: [
      words(
        `The team of <#${team.channel}>. A round that is open keeps what it opened with; the next one follows this.`,
      ),
      ...drawSetup(team.channel, team),
      rule(),
      words(
        "*Let it rest, move it or delete it.* Each asks first. What you changed above is kept only with *Keep it*.",
      ),
      teamLifeButtons(team),
    ],
  };
}

function frame(title: string, submit: string, carried: SetupCarried) {
  return {
    type: "modal",
    callback_id: setupModalId,
    private_metadata: setupCarried.write(carried),
    title: { type: "plain_text", text: title },
    submit: { type: "plain_text", text: submit },
    close: { type: "plain_text", text: "Not now" },
  } as const;
}

function remarks(seen: SeenForSetup | null): string[] {
  switch (seen?.seen) {
    case undefined:
      return ["Choose a channel first; then I look who is in it."];
    case "hidden":
      return [
        "I can't see the channel you came from. Type `/invite @Bearings` there and open this again, or choose another channel.",
      ];
    case "taken":
      return [
        `This channel has a team already. Its leaders can change it with \`/bearings setup\` there: ${mentions(seen.team.leaders)}.`,
      ];
    case "free":
      return [
        ...(seen.channel.hasUs
          ? []
          : ["I'm not in this channel yet. Type `/invite @Bearings` there, so that I can post."]),
        ...(seen.members.length === 0
          ? ["I can't tell who of this channel is the team, so I left the list for you."]
          : []),
        ...(seen.hasGuests
          ? ["Guests of this channel aren't asked, but they can read the team's words in it."]
          : []),
      ];
  }
}

const lookingModal: ModalView = {
  type: "modal",
  title: { type: "plain_text", text: "Set up a team" },
  close: { type: "plain_text", text: "Not now" },
  blocks: [words("Looking who is in the channel…")],
};

/** Opens at once, as Slack gives three seconds, and draws the form when it knows who is in the channel. */
export async function openSetup(world: World, visit: Visit, { channel, team }: SetupCarried): Promise<void> {
  const known = await knownTeam(world, visit, channel, team);
  if (visit.trigger === null) return;
  if (known !== null) {
    const refusal = leadersOnly(known, visit.person);
    if (refusal !== null) return tellOnly(visit, sentence(sentenceFor(refusal)));
    await visit.slack.views.open({ trigger_id: visit.trigger, view: changeModal(known) });
    return;
  }
  const opened = await visit.slack.views.open({ trigger_id: visit.trigger, view: lookingModal });
  const looking = { id: opened.view?.id ?? "", hash: opened.view?.hash ?? "" };
  await redraw(world, visit, looking, () => formFor(world, visit, channel));
}

function knownTeam({ db }: World, visit: Visit, channel: ChannelId | null, team: TeamId | null) {
  if (team !== null) return teamById(db, team);
  return channel === null ? Promise.resolve(null) : teamInChannel(db, visit.workspace, channel);
}

async function formFor({ db }: World, visit: Visit, channel: ChannelId | null): Promise<ModalView> {
  const [opener, seen] = await Promise.all([
    knownPerson(visit),
    channel === null || channel.startsWith("D") ? null : seeForSetup({ ...visit, db }, channel),
  ]);
  return setupModal(seen === null ? null : channel, seen, opener);
}

/** Draws over what is open. If it was closed or drawn over meanwhile, there is nothing to do. */
async function redraw(
  world: World,
  { slack }: Visit,
  { id, hash }: { readonly id: string; readonly hash: string },
  draw: () => Promise<ModalView>,
): Promise<void> {
  try {
    await slack.views.update({ view_id: id, hash, view: await draw() });
  } catch (error) {
    if (overtaken.has(slackCode(error) ?? "")) return;
    world.log.error("listener broke", { what: setupModalId, error });
    await slack.views.update({ view_id: id, view: notice(sentence(brokenSentence)) });
  }
}

const overtaken: ReadonlySet<string> = new Set(["not_found", "hash_conflict"]);

async function changeChannel(world: World, visit: Visit, { chosen }: Pressed): Promise<void> {
  if (visit.view === null || chosen === null) return;
  await redraw(world, visit, visit.view, () => formFor(world, visit, chosen as ChannelId));
}

/** Keeps a team only when every part of it can be kept; else each sentence stands under the field it is about. */
async function submitSetup(
  world: World,
  visit: Sending,
  { channel, team }: SetupCarried,
  values: FormValues,
): Promise<Submitted> {
  const known = team === null ? null : await teamById(world.db, team);
  if (known === null) {
    const chosen = readChannel(values);
    if (!chosen.ok) return refuse(setupChannelId, chosen.trouble);
    if (channel === null || chosen.value !== channel) return refuse(setupChannelId, stillLooking);
    const taken = await teamInChannel(world.db, visit.workspace, channel);
    const trouble = notHere(await channelOf(visit.slack, channel), taken !== null);
    if (trouble !== null) return refuse(setupChannelId, trouble);
  }
  const drawnFor = known?.channel ?? channel;
  if (drawnFor === null) return refuse(setupChannelId, stillLooking);
  const read = readSetup(drawnFor, values);
  if ("troubles" in read) return { outcome: "refuse", troubles: read.troubles };
  return keep(world, visit, drawnFor, known, read.said);
}

async function keep(
  world: World,
  visit: Sending,
  channel: ChannelId,
  known: TeamWithWhen | null,
  said: SetupSaid,
): Promise<Submitted> {
  const taken = takeTeam(said);
  if (isRefusal(taken)) return refuse(blockOf(taken, channel), sentenceFor(taken));
  const trouble = rhythmTrouble({ ...said.rhythm, categories: known?.rhythm.categories ?? ["customer"] });
  if (trouble !== null) return refuse(rhythmTroubles[trouble].block, rhythmTroubles[trouble].sentence);

  const people = await peopleOf(visit, newPeople(taken.members, taken.leaders, known));
  const among = (list: readonly UserId[]) => people.filter((person) => list.includes(person.id));
  const memberTrouble = notTakingPart(among(taken.members));
  if (memberTrouble !== null) return refuse(blocksOf.members(channel), memberTrouble);
  const leaderTrouble = notTakingPart(among(taken.leaders));
  if (leaderTrouble !== null) return refuse(blocksOf.leaders, leaderTrouble);

  const setup = { ...taken, rhythm: said.rhythm };
  const leaders = among(taken.leaders);
  if (known !== null) {
    const change = (tx: World["db"]) => keepChangedTeam(tx, known, setup, leaders, visit.now);
    const changed = await keepOnce(world.db, visit.sent, change);
    if ("again" in changed) return { outcome: "again" };
    return {
      outcome: "show",
      view: changed.done === null ? goneNotice : whatChanged(changed.done, visit.now),
    };
  }
  const place = { workspace: visit.workspace, channel };
  const begin = (tx: World["db"]) => keepNewTeam(tx, place, setup, leaders, visit.now);
  const kept = await keepOnce(world.db, visit.sent, begin);
  if ("again" in kept) return { outcome: "again" };
  if (kept.done === null) return refuse(setupChannelId, notHere(null, true) ?? "");
  world.wake();
  return { outcome: "show", view: whatHappensNext(kept.done, visit.now) };
}

/** Whoever is in the team already was looked at when they came. */
function newPeople(
  members: readonly UserId[],
  leaders: readonly UserId[],
  known: TeamWithWhen | null,
): readonly UserId[] {
  const joining = members.filter((one) => !known?.members.includes(one));
  const comingToLead = leaders.filter((one) => !known?.leaders.includes(one));
  return [...new Set([...joining, ...comingToLead])];
}

function blockOf(refusal: Refusal, channel: ChannelId): string {
  if (refusal.no === "text-missing" || refusal.no === "text-too-long") return blocksOf.name(channel);
  return refusal.no === "leader-missing" ? blocksOf.leaders : blocksOf.members(channel);
}

function refuse(block: string, trouble: string): Submitted {
  return { outcome: "refuse", troubles: { [block]: trouble } };
}

function mentions(people: readonly UserId[]): string {
  return people.map((person) => `<@${person}>`).join(", ");
}

const stillLooking =
  "I was still looking who is in this channel. Look at the people, then press the button again.";
const goneNotice = notice(sentence("This team isn't there any more."));

export const setup: Surface = {
  listen(listening, world) {
    listening.button(setUpId, { carries: setupCarried, may: setsUp }, (visit, carried) =>
      openSetup(world, visit, carried),
    );
    listening.control(setupChannelId, { carries: setupCarried, may: setsUp }, (visit, _carried, pressed) =>
      changeChannel(world, visit, pressed),
    );
    listening.options(setupZoneId, { may: anybody }, async (typed) => zoneOptions(typed));
    listening.submission(setupModalId, { carries: setupCarried, may: setsUp }, (visit, carried, values) =>
      submitSetup(world, visit, carried, values),
    );
  },
};
