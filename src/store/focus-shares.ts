/** The shares of leadership time that each team goes by, change by change: what was in force stays to be looked up. */
import { asc, desc, eq, inArray } from "drizzle-orm";
import { focusShares as frameworkShares } from "../core/catalogue/index.ts";
import type { SuggestedIn } from "../core/focus-beside.ts";
import { type FocusChange, midwayBetween, sharesIn } from "../core/focus-shares.ts";
import type { FocusShares } from "../core/framework.ts";
import type { TeamId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { focusShares } from "./schema.ts";
import type { TeamWithWhen } from "./teams.ts";

/** Keeps a change of a team's shares: in force from the next round on. A round that is open keeps what it froze. */
export async function changeFocusShares(db: Db, team: TeamId, change: FocusChange): Promise<void> {
  await db.insert(focusShares).values({ ...change, team });
}

/** The shares that a team's next round goes by: of its last change, or the framework's. */
export async function sharesInForce(db: Db, team: TeamId): Promise<FocusShares> {
  const [last] = await db
    .select({ shares: focusShares.shares })
    .from(focusShares)
    .where(eq(focusShares.team, team))
    .orderBy(desc(focusShares.change))
    .limit(1);
  return last?.shares ?? frameworkShares();
}

/** Every change of these teams that is still kept, oldest first; nothing for a team that goes by the framework's shares. */
export async function focusChangesOf(
  db: Db,
  teams: readonly TeamId[],
): Promise<ReadonlyMap<TeamId, readonly FocusChange[]>> {
  const { team, shares, note, changedBy, since } = focusShares;
  const rows = await db
    .select({ team, shares, note, changedBy, since })
    .from(focusShares)
    .where(inArray(team, [...teams]))
    .orderBy(asc(focusShares.change));
  const byTeam = new Map<TeamId, FocusChange[]>();
  for (const { team, ...change } of rows) byTeam.set(team, [...(byTeam.get(team) ?? []), change]);
  return byTeam;
}

/** What is suggested to somebody who leads these teams, week by week; midway where they go by different shares. */
export async function suggestedTo(
  db: Db,
  led: readonly Pick<TeamWithWhen, "id" | "rhythm">[],
): Promise<SuggestedIn> {
  const changes = await focusChangesOf(
    db,
    led.map(({ id }) => id),
  );
  return (week) =>
    midwayBetween(led.map(({ id, rhythm }) => sharesIn(changes.get(id) ?? [], week, rhythm.zone)));
}
