/** The Slack workspaces that Bearings is in. */
import { and, eq, isNotNull, notExists, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Temporal } from "temporal-polyfill";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { workspaces } from "./schema.ts";

export type Workspace = {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly botUser: UserId;
  readonly installedAt: Temporal.Instant;
};

/** A workspace as it is kept; `uninstalledAt` is null while Bearings is there. */
export type KeptWorkspace = Workspace & { readonly uninstalledAt: Temporal.Instant | null };

/** Keeps a workspace when Bearings is installed or starts there; a later name or bot user stands, the first day of installation stays. */
export async function keepWorkspace(db: Db, workspace: Workspace): Promise<void> {
  const { name, botUser } = workspace;
  await db
    .insert(workspaces)
    .values(workspace)
    .onConflictDoUpdate({ target: workspaces.id, set: { name, botUser } });
}

/** A workspace, or null where Bearings isn't. */
export async function workspaceById(db: Db, id: WorkspaceId): Promise<KeptWorkspace | null> {
  const [workspace] = await db.select().from(workspaces).where(eq(workspaces.id, id));
  return workspace ?? null;
}

/** As a condition on whatever belongs to a workspace: Bearings has not been uninstalled there. */
export function isWhereWeAre(db: Db, workspace: PgColumn): SQL {
  const left = db
    .select({ one: sql`1` })
    .from(workspaces)
    .where(and(eq(workspaces.id, workspace), isNotNull(workspaces.uninstalledAt)));
  return notExists(left);
}

/** Every workspace that Bearings is in. */
export async function workspaceIds(db: Db): Promise<readonly WorkspaceId[]> {
  const rows = await db.select({ id: workspaces.id }).from(workspaces).orderBy(workspaces.id);
  return rows.map((row) => row.id);
}

/** Deletes a workspace with everything in it: teams, rounds, words, what is still to be said. */
export async function forgetWorkspace(db: Db, id: WorkspaceId): Promise<void> {
  await db.delete(workspaces).where(eq(workspaces.id, id));
}
