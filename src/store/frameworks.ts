/** Each team's framework: the one that ships, until its leaders make it their own. */
import { and, eq, inArray } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { frameworkV1 } from "../core/catalogue/index.ts";
import type { Framework } from "../core/framework.ts";
import type { TeamId, WorkspaceId } from "../core/ids.ts";
import { asShipped, frameworkFrom, type KeptMeasures } from "../core/own-framework.ts";
import { isRefusal, type Refusal } from "../core/refusal.ts";
import type { Db } from "./database.ts";
import { frameworks, teams } from "./schema.ts";

/** A team's framework, with everything it ever had in it. */
export async function frameworkOf(db: Db, team: TeamId): Promise<Framework> {
  return toFramework(await ownMeasures(db, team));
}

/** What a team keeps as its framework; null where it keeps none and goes by what ships. */
export function toFramework(measures: KeptMeasures | null): Framework {
  return measures === null ? frameworkV1 : frameworkFrom(measures);
}

/** The same of the one team that is meant, or the framework as it ships where none is. */
export async function frameworkMeant(db: Db, team: { readonly id: TeamId } | null): Promise<Framework> {
  return team === null ? frameworkV1 : frameworkOf(db, team.id);
}

/** The measures a team keeps, the retired ones too; as shipped where it never changed any. */
export async function measuresKept(db: Db, team: TeamId): Promise<KeptMeasures> {
  return (await ownMeasures(db, team)) ?? asShipped;
}

/** Changes what a team keeps, whole or not at all: of two leaders at the same moment the second changes what the first kept. */
export async function changeMeasures(
  db: Db,
  team: TeamId,
  change: (kept: KeptMeasures) => KeptMeasures | Refusal,
  now: Temporal.Instant,
): Promise<KeptMeasures | Refusal> {
  return db.transaction(async (tx) => {
    // First and alone: what another is changing just now is waited for, and then seen.
    await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, team)).for("no key update");
    const changed = change(await measuresKept(tx, team));
    if (isRefusal(changed)) return changed;
    const kept = { measures: changed, changedAt: now };
    await tx
      .insert(frameworks)
      .values({ team, ...kept })
      .onConflictDoUpdate({ target: frameworks.team, set: kept });
    return changed;
  });
}

/** By the names of teams in a workspace: the frameworks of those that have their own. */
export async function ownFrameworks(
  db: Db,
  workspace: WorkspaceId,
  names: readonly string[],
): Promise<ReadonlyMap<string, Framework>> {
  const rows = await db
    .select({ name: teams.name, measures: frameworks.measures })
    .from(frameworks)
    .innerJoin(teams, and(eq(teams.id, frameworks.team), eq(teams.workspace, workspace)))
    .where(inArray(teams.name, [...names]));
  return new Map(rows.map(({ name, measures }) => [name, frameworkFrom(measures)]));
}

async function ownMeasures(db: Db, team: TeamId): Promise<KeptMeasures | null> {
  const [row] = await db
    .select({ measures: frameworks.measures })
    .from(frameworks)
    .where(eq(frameworks.team, team));
  return row?.measures ?? null;
}
