/** Keeping a team that was set up or changed: its people, when its next round opens, its leaders' digests, all at once. */

import type { Temporal } from "temporal-polyfill";
import { deliveryKey } from "../core/delivery-key.ts";
import { categoryKeys } from "../core/framework.ts";
import type { ChannelId, WorkspaceId } from "../core/ids.ts";
import { digestDefault, type Rhythm } from "../core/rhythm.ts";
import { isDue, nextDigest, nextOpening } from "../core/schedule.ts";
import type { TeamDraft } from "../core/team.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "../store/database.ts";
import { plan } from "../store/deliveries.ts";
import { ensureDigestRhythm } from "../store/digest-rhythms.ts";
import { roundsFromWeek } from "../store/rounds.ts";
import { changeTeam, holdTeam, setUpTeam } from "../store/team-setup.ts";
import type { TeamWithWhen } from "../store/teams.ts";
import type { Person } from "./person.ts";

export type Setup = TeamDraft & { readonly rhythm: Omit<Rhythm, "categories"> };

type Place = { readonly workspace: WorkspaceId; readonly channel: ChannelId };

/** Keeps a new team, asked about all five categories, and plans the message that tells its channel. Null when the channel got a team meanwhile. */
export async function keepNewTeam(
  db: Db,
  { workspace, channel }: Place,
  setup: Setup,
  leaders: readonly Person[],
  now: Temporal.Instant,
): Promise<TeamWithWhen | null> {
  return db.transaction(async (tx) => {
    const rhythm = { ...setup.rhythm, categories: categoryKeys };
    const nextOpensAt = nextOpening(rhythm, now);
    const set = await setUpTeam(tx, { ...setup, rhythm, workspace, channel, nextOpensAt, createdAt: now });
    if ("no" in set) return null;
    await giveDigests(tx, workspace, leaders, now);
    await plan(tx, [
      {
        key: deliveryKey.setUp(set.kept.id),
        kind: "set_up",
        workspace,
        team: set.kept.id,
        round: null,
        addressee: channel,
        dueAt: now,
      },
    ]);
    return set.kept;
  });
}

/**
 * Keeps a changed team. A round that is open keeps what it froze; the change is for the next one. An opening that is due
 * already stays due: its week is opened, or recorded as skipped, by the clock.
 */
export async function keepChangedTeam(
  db: Db,
  team: TeamWithWhen,
  setup: Setup,
  leaders: readonly Person[],
  now: Temporal.Instant,
): Promise<TeamWithWhen | null> {
  return db.transaction(async (tx) => {
    const rhythm = { ...setup.rhythm, categories: team.rhythm.categories };
    const held = await holdTeam(tx, team.id);
    if (held === null) return null;
    const had = await roundsFromWeek(tx, team.id, weekOf(now, rhythm.zone));
    const nextOpensAt = isDue(held.nextOpensAt, now) ? held.nextOpensAt : nextOpening(rhythm, now, had);
    const changed = await changeTeam(tx, team.id, { ...setup, rhythm, nextOpensAt });
    if (changed !== null) await giveDigests(tx, team.workspace, leaders, now);
    return changed;
  });
}

/** Each leader hears their digest on Friday at 09:00 where they live; who has chosen otherwise keeps that. */
async function giveDigests(
  tx: Db,
  workspace: WorkspaceId,
  leaders: readonly Person[],
  now: Temporal.Instant,
): Promise<void> {
  for (const { id, zone } of leaders) {
    const nextAt = nextDigest({ ...digestDefault, zone }, now);
    await ensureDigestRhythm(tx, { workspace, person: id, zone, nextAt });
  }
}
