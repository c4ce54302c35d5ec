/**
 * Workspaces from which Bearings was uninstalled, and whose time for coming back is over: they are given up first, in one
 * step, and then deleted in portions. Given up is for good: who installs Bearings again while that goes on, or after it was
 * broken off, begins anew, and never finds half of their teams.
 */
import { and, eq, inArray, lt, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { deleteInPortions, type Over, type Portions, usualPortions } from "./portions.ts";
import { away, deliveries, digestRhythms, focusReports, pictures, teams, workspaces } from "./schema.ts";

/** It counts as left before all time: then no setting is long enough to keep it. */
const beforeAllTime = Temporal.Instant.fromEpochMilliseconds(0);

/** Gives up every workspace that was left before this moment. */
export async function giveUp(db: Db, moment: Temporal.Instant): Promise<void> {
  await db
    .update(workspaces)
    .set({ uninstalledAt: beforeAllTime })
    .where(lt(workspaces.uninstalledAt, moment));
}

export function isGivenUp({ uninstalledAt }: { readonly uninstalledAt: Temporal.Instant | null }): boolean {
  return uninstalledAt?.equals(beforeAllTime) ?? false;
}

/**
 * Deletes everything of what is given up, the workspaces themselves last; `only` one of them, when it comes back just now. A
 * team takes its rounds along: that is bounded, and a third of the time that rounds would take by themselves.
 */
export function deleteGivenUp(
  db: Db,
  {
    portions = usualPortions,
    only,
    stopping,
  }: {
    readonly portions?: Portions;
    readonly only?: WorkspaceId;
    readonly stopping?: AbortSignal | undefined;
  } = {},
): Promise<boolean> {
  const given = and(
    eq(workspaces.uninstalledAt, beforeAllTime),
    only === undefined ? undefined : eq(workspaces.id, only),
  );
  const ofThem = (column: PgColumn): SQL =>
    inArray(column, db.select({ id: workspaces.id }).from(workspaces).where(given));
  const rows = (table: Over["table"], column: PgColumn): Over => ({
    table,
    where: ofThem(column),
    atOnce: portions.rows,
  });
  const over: readonly Over[] = [
    { table: teams, where: ofThem(teams.workspace), atOnce: portions.teams },
    rows(deliveries, deliveries.workspace),
    rows(focusReports, focusReports.workspace),
    rows(digestRhythms, digestRhythms.workspace),
    rows(away, away.workspace),
    rows(pictures, pictures.workspace),
    { table: workspaces, where: given, atOnce: portions.workspaces },
  ];
  return deleteInPortions(db, over, stopping);
}
