/** Where Bearings is: it comes to a workspace, leaves it at once, and finds its teams again when it is back in time. */
import { and, eq, gt, isNull, notExists, or, type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { WorkspaceId } from "../core/ids.ts";
import { isDue, nextOpening } from "../core/schedule.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "./database.ts";
import { cancelDueOf } from "./deliveries.ts";
import { deleteGivenUp, isGivenUp } from "./given-up.ts";
import { everything, liftPause } from "./paces.ts";
import { roundsFromWeek } from "./rounds.ts";
import { deliveries, installations, workspaces } from "./schema.ts";
import { advanceNextOpening } from "./team-setup.ts";
import { teamsOfWorkspace } from "./teams.ts";
import { keepWorkspace, type Workspace } from "./workspaces.ts";

/** Where Slack says that Bearings was taken out: in a workspace, in an organisation, or in a workspace of one. */
export type Leaver = { readonly workspace: WorkspaceId | null; readonly enterprise: string | null };

/**
 * Keeps that Bearings is in a workspace. Back after an uninstall, its teams are there still, and what was due meanwhile
 * is not made up for: each team's next round opens at its next regular moment. What they try is asked about on the day that
 * was agreed on, where that is still to come. Where it is too late, and the deleting of what is kept has begun, it comes as a
 * new one. Tells how it came.
 */
export async function arrive(
  db: Db,
  workspace: Workspace & { readonly enterprise?: string | null },
): Promise<"new" | "back" | "there"> {
  const { id, enterprise, installedAt: now } = workspace;
  return db.transaction(async (tx) => {
    const [kept] = await tx
      .select({ uninstalledAt: workspaces.uninstalledAt })
      .from(workspaces)
      .where(eq(workspaces.id, id))
      .for("update");
    const isTooLate = kept !== undefined && isGivenUp(kept);
    if (isTooLate) await deleteGivenUp(tx, { only: id });
    const before = isTooLate ? undefined : kept;
    await keepWorkspace(tx, workspace);
    await tx
      .update(workspaces)
      .set({ uninstalledAt: null, ...(enterprise === undefined ? {} : { enterprise }) })
      .where(eq(workspaces.id, id));
    if (before === undefined) return "new";
    if (before.uninstalledAt === null) return "there";
    await cancelDueOf(tx, { workspace: id });
    await promiseAgain(tx, id, now);
    await liftPause(tx, id, everything);
    for (const team of await teamsOfWorkspace(tx, id)) {
      if (!isDue(team.nextOpensAt, now)) continue;
      const had = await roundsFromWeek(tx, team.id, weekOf(now, team.rhythm.zone));
      await advanceNextOpening(tx, team.id, nextOpening(team.rhythm, now, had));
    }
    return "back";
  });
}

/**
 * Takes note that Bearings was taken out at `told`: its tokens are deleted and what was still to be said is cancelled, at
 * once and together; the rest waits (core/retention). A workspace without an installation of its own was in by its
 * organisation's, so with it leave all that were. Slack may tell it twice, in two ways, and late: an installation that is
 * newer than what Slack tells of stays.
 */
export async function depart(
  db: Db,
  leaver: Leaver,
  told: Temporal.Instant,
  now: Temporal.Instant,
): Promise<readonly WorkspaceId[]> {
  return db.transaction(async (tx) => {
    const [installation] = await tx
      .select({
        id: installations.id,
        workspace: installations.workspace,
        installedAt: installations.installedAt,
      })
      .from(installations)
      .where(or(sql`${installations.id} = ${leaver.workspace}::text`, isOrganisationOf(tx, leaver)))
      .orderBy(sql`${installations.workspace} is null`)
      .limit(1)
      .for("update");
    if (installation !== undefined) {
      // Slack tells whole seconds.
      if (Temporal.Instant.compare(installation.installedAt, told.add({ seconds: 1 })) >= 0) return [];
      await tx.delete(installations).where(eq(installations.id, installation.id));
    }
    const isOrgWide = installation !== undefined && installation.workspace === null;
    const itself = sql`${workspaces.id} = ${leaver.workspace}::text`;
    const gone = await tx
      .update(workspaces)
      .set({ uninstalledAt: now })
      .where(and(isNull(workspaces.uninstalledAt), isOrgWide ? withoutTheirOwn(tx, installation.id) : itself))
      .returning({ id: workspaces.id });
    for (const { id: workspace } of gone) await cancelDueOf(tx, { workspace });
    return gone.map(({ id: workspace }) => workspace);
  });
}

/**
 * Of what was cancelled when Bearings left, questions about tries for days to come: nobody would plan them anew. Whether
 * one is still to be asked is looked up when its day has come (jobs/faces).
 */
async function promiseAgain(tx: Db, workspace: WorkspaceId, now: Temporal.Instant): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: "due" })
    .where(
      and(
        eq(deliveries.workspace, workspace),
        eq(deliveries.kind, "try_question"),
        eq(deliveries.state, "cancelled"),
        gt(deliveries.dueAt, now),
      ),
    );
}

/** The org-wide installation of the organisation that is named, or that the workspace is known to belong to. */
function isOrganisationOf(tx: Db, { workspace, enterprise }: Leaver): SQL | undefined {
  const known = tx
    .select({ enterprise: workspaces.enterprise })
    .from(workspaces)
    .where(sql`${workspaces.id} = ${workspace}::text`);
  return and(
    isNull(installations.workspace),
    sql`${installations.id} = coalesce(${enterprise}::text, (${known}))`,
  );
}

function withoutTheirOwn(tx: Db, enterprise: string): SQL | undefined {
  const theirOwn = tx
    .select({ one: sql`1` })
    .from(installations)
    .where(eq(installations.workspace, workspaces.id));
  return and(eq(workspaces.enterprise, enterprise), notExists(theirOwn));
}
