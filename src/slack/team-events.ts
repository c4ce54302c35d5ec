/**
 * What Slack tells of a team's channel and its people: whoever can mend it is told, once, and who can't take part any more
 * is on no list any more. A renamed channel needs nothing: a team goes by its channel's id (docs/decisions/029).
 */
import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { ChannelId, type UserId } from "../core/ids.ts";
import { nextDigest } from "../core/schedule.ts";
import type { Db } from "../store/database.ts";
import { moveDigestTo } from "../store/digest-rhythms.ts";
import { channelIsNow, keepSharedBeyond, takeOffTeams } from "../store/team-life.ts";
import { type TeamWithWhen, teamInChannel } from "../store/teams.ts";
import type { World } from "../world.ts";
import { planTrouble, sharedBeyond } from "./channel-trouble.ts";
import type { SlackEvent, Told } from "./hearing.ts";
import { forgetKnown, mayTakePart, type Person, personAs } from "./person.ts";
import type { Surface } from "./surface.ts";
import { planNews } from "./team-news.ts";

/** Minutes: who leaves a channel may have slipped, and several who leave together are told of together. */
const beforeMissing = 10;

const user = z.object({
  tz: z.string().nullish(),
  team_id: z.string().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  deleted: z.boolean().optional(),
});

/** Somebody's account changed: whoever can't take part any more is taken off, and a leader's digest follows their zone. */
async function personChanged(world: World, told: Told, event: SlackEvent): Promise<void> {
  const { workspace, person, slack, now } = told;
  const said = user.safeParse(event.user);
  if (person === null || !said.success) return;
  forgetKnown({ slack, workspace, person });
  const { tz, ...rest } = said.data;
  const changed = personAs(workspace, person, { ...rest, tz: tz ?? undefined });
  if (mayTakePart(changed)) await followZone(world, told, changed);
  else await takeOff(world, told, changed.id, now);
}

/** Takes somebody off their teams, and tells whoever leads those; or the channel, where nobody does any more. */
export async function takeOff(
  { db, wake }: World,
  { workspace }: Pick<Told, "workspace">,
  person: UserId,
  now: Temporal.Instant,
): Promise<void> {
  const left = await db.transaction(async (tx) => {
    const teams = await takeOffTeams(tx, workspace, person);
    for (const team of teams) {
      const topic = team.leaders.length === 0 ? "leaderless" : "taken-off";
      await planNews(tx, topic, team, String(now.epochMilliseconds), now);
    }
    return teams;
  });
  if (left.length > 0) wake();
}

/** Somebody who moved hears their digest at the same hour, where they are now. What is due already stays due. */
async function followZone({ db }: World, { workspace, now }: Told, { id, zone }: Person): Promise<void> {
  await moveDigestTo(db, { workspace, person: id, zone }, ({ told, nextAt }) =>
    nextAt.epochMilliseconds <= now.epochMilliseconds ? nextAt : nextDigest({ ...told, zone }, now),
  );
}

/** Somebody left a channel. Whether they left the team is for its leaders to say. */
async function leftChannel(world: World, told: Told, event: SlackEvent): Promise<void> {
  const team = await teamOf(world, told, event.channel);
  if (team === null || told.person === null || !team.members.includes(told.person)) return;
  const at = told.now.add({ minutes: beforeMissing });
  const day = told.now.toZonedDateTimeISO(team.rhythm.zone).toPlainDate();
  await planNews(world.db, "left-channel", team, day.toString(), at);
}

/** The channel takes nothing any more: each leader hears of it, once a week and trouble, as when something can't be said. */
async function channelTrouble(world: World, told: Told, channel: unknown, code: string): Promise<void> {
  const team = await teamOf(world, told, channel);
  if (team === null) return;
  await planTrouble(world.db, team, code, told.now);
  world.wake();
}

/** People of another organisation came into the channel, or the last of them left. */
async function shared(world: World, told: Told, event: SlackEvent, isShared: boolean): Promise<void> {
  const team = await teamOf(world, told, event.channel);
  if (team === null) return;
  await tellIfShared(world, told, async (tx) => {
    const isNews = await keepSharedBeyond(tx, team.id, isShared);
    return isNews && isShared ? team : null;
  });
}

/** A private channel is being shared: Slack gives it another id, and tells of the sharing before that, after it, or not. */
async function idChanged(world: World, told: Told, event: SlackEvent): Promise<void> {
  const was = ChannelId.safeParse(event.old_channel_id);
  const is = ChannelId.safeParse(event.new_channel_id);
  if (!was.success || !is.success) return;
  await tellIfShared(world, told, (tx) => channelIsNow(tx, told.workspace, was.data, is.data));
}

/** Each leader hears why nothing is said there any more, in the transaction in which that was kept: as news, once. */
async function tellIfShared(
  { db, wake }: World,
  { now }: Told,
  keep: (tx: Db) => Promise<TeamWithWhen | null>,
): Promise<void> {
  const team = await db.transaction(async (tx) => {
    const kept = await keep(tx);
    if (kept !== null) await planTrouble(tx, kept, sharedBeyond, now);
    return kept;
  });
  if (team !== null) wake();
}

async function teamOf({ db }: World, { workspace }: Told, channel: unknown): Promise<TeamWithWhen | null> {
  const id = ChannelId.safeParse(channel);
  return id.success ? teamInChannel(db, workspace, id.data) : null;
}

export const teamEvents: Surface = {
  listen(listening, world) {
    listening.event("user_change", (told, event) => personChanged(world, told, event));
    listening.event("member_left_channel", (told, event) => leftChannel(world, told, event));
    const troubles = [
      ["channel_left", "not_in_channel"],
      ["group_left", "not_in_channel"],
      ["channel_archive", "is_archived"],
      ["group_archive", "is_archived"],
      ["channel_deleted", "channel_not_found"],
      ["group_deleted", "channel_not_found"],
    ] as const;
    for (const [name, code] of troubles)
      listening.event(name, (told, { channel }) => channelTrouble(world, told, channel, code));
    listening.event("channel_shared", (told, event) => shared(world, told, event, true));
    listening.event("channel_unshared", (told, event) =>
      shared(world, told, event, event.is_ext_shared === true),
    );
    listening.event("channel_id_changed", (told, event) => idChanged(world, told, event));
  },
};
