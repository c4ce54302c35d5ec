/** The installations of Bearings with their tokens, sealed: one for each workspace, or one for a whole organisation. */
import { and, count, eq, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import type { UserId, WorkspaceId } from "../core/ids.ts";
import type { Db } from "./database.ts";
import { installations, workspaces } from "./schema.ts";
import { seal, unseal } from "./sealed.ts";
import type { TokenKeys } from "./token-keys.ts";

export type Tokens = {
  readonly token: string;
  /** Null where tokens do not rotate. */
  readonly rotates: { readonly refreshToken: string; readonly expiresAt: Temporal.Instant } | null;
};

/** Of one workspace, or, where `workspace` is null, of every workspace of an organisation. */
export type Installation = Tokens & {
  readonly enterprise: string | null;
  readonly workspace: WorkspaceId | null;
  readonly botUser: UserId;
  readonly botId: string;
  readonly scopes: readonly string[];
  readonly installedAt: Temporal.Instant;
};

type Row = typeof installations.$inferSelect;
type Whose = Pick<Row, "enterprise" | "workspace">;

/** Keeps an installation; one that was there before is replaced whole. */
export async function keepInstallation(db: Db, keys: TokenKeys, installation: Installation): Promise<void> {
  const { enterprise, workspace, botUser, botId, scopes, installedAt } = installation;
  const rest = { enterprise, workspace, botUser, botId, scopes: scopes.join(","), installedAt };
  const kept = { ...rest, ...sealed(keys, installation, installation), refreshingUntil: null };
  await db
    .insert(installations)
    .values({ id: idOf(installation), ...kept })
    .onConflictDoUpdate({ target: installations.id, set: kept });
}

/** By the id of its workspace, or of its organisation; null where there is none (any more). */
export async function installationById(db: Db, keys: TokenKeys, id: string): Promise<Installation | null> {
  const [row] = await db.select().from(installations).where(eq(installations.id, id));
  return row === undefined ? null : opened(keys, row);
}

/** An installation as it stands, not opened yet: `sealed` tells whether it is still the same. */
export type Standing = {
  readonly sealed: string;
  readonly expiresAt: Temporal.Instant | null;
  /** Somebody has asked Slack for the next token, or tried to and is not expected to be tried after so soon. */
  readonly isRenewing: boolean;
  readonly open: (keys: TokenKeys) => Installation;
};

/**
 * The installation by which Bearings speaks in a workspace: its own, else its organisation's. Null where it has left, or
 * never was.
 */
export async function installationFor(db: Db, workspace: WorkspaceId): Promise<Standing | null> {
  const ofItsOrganisation = and(
    isNull(installations.workspace),
    eq(installations.enterprise, workspaces.enterprise),
  );
  const [found] = await db
    .select({ row: installations })
    .from(workspaces)
    .innerJoin(installations, or(eq(installations.workspace, workspaces.id), ofItsOrganisation))
    .where(and(eq(workspaces.id, workspace), isNull(workspaces.uninstalledAt)))
    .orderBy(sql`${installations.workspace} is null`)
    .limit(1);
  if (found === undefined) return null;
  const { row } = found;
  return {
    sealed: row.token,
    expiresAt: row.expiresAt,
    isRenewing: row.refreshingUntil !== null,
    open: (keys) => opened(keys, row),
  };
}

/** Whether a workspace has an installation, its own or its organisation's. */
export async function isInstalled(db: Db, workspace: WorkspaceId): Promise<boolean> {
  return (await installationFor(db, workspace)) !== null;
}

/** Deletes an installation with its tokens. */
export async function forgetInstallation(db: Db, id: string): Promise<void> {
  await db.delete(installations).where(eq(installations.id, id));
}

/**
 * Whether whoever asks may get the next token: true for one, until `until`. The mark is put by one statement on one row, so of
 * many processes that ask at once one is told yes; and no transaction is held open while Slack is asked.
 */
export async function mayRefresh(
  db: Db,
  installation: Whose & { readonly expiresAt: Temporal.Instant },
  now: Temporal.Instant,
  until: Temporal.Instant,
): Promise<boolean> {
  const isFree = or(isNull(installations.refreshingUntil), lte(installations.refreshingUntil, now));
  const rows = await db
    .update(installations)
    .set({ refreshingUntil: until })
    .where(
      and(
        eq(installations.id, idOf(installation)),
        eq(installations.expiresAt, installation.expiresAt),
        isFree,
      ),
    )
    .returning({ id: installations.id });
  return rows.length === 1;
}

/** Keeps the next tokens. False where the installation has gone, or was made anew, meanwhile: then they are nobody's. */
export async function keepRefreshed(
  db: Db,
  keys: TokenKeys,
  before: Installation,
  tokens: Tokens,
): Promise<boolean> {
  const rows = await db
    .update(installations)
    .set({ ...sealed(keys, tokens, before), refreshingUntil: null })
    .where(and(eq(installations.id, idOf(before)), eq(installations.installedAt, before.installedAt)))
    .returning({ id: installations.id });
  return rows.length === 1;
}

/** How many installations are sealed with each key, by its id. */
export async function sealedWith(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ key: installations.key, rows: count() })
    .from(installations)
    .groupBy(installations.key)
    .orderBy(installations.key);
  return new Map(rows.map(({ key, rows }) => [key, rows]));
}

/** What each installation was granted. */
export async function scopesGranted(db: Db): Promise<readonly (readonly string[])[]> {
  const rows = await db
    .select({ scopes: installations.scopes })
    .from(installations)
    .orderBy(installations.id);
  return rows.map(({ scopes }) => scopes.split(","));
}

/** Seals a few that were sealed with an older key anew, and tells how many. Broken off, it goes on where it was. */
export async function sealAnew(db: Db, keys: TokenKeys, atOnce = 50): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(installations)
      .where(ne(installations.key, keys[0].id))
      .limit(atOnce)
      .for("update", { skipLocked: true });
    for (const row of rows)
      await tx
        .update(installations)
        .set(sealed(keys, opened(keys, row), row))
        .where(eq(installations.id, row.id));
    return rows.length;
  });
}

/** One installation sealed with this key, or null: for trying whether the key opens it. */
export async function oneSealedWith(
  db: Db,
  key: string,
): Promise<{ readonly open: (keys: TokenKeys) => Installation } | null> {
  const [row] = await db.select().from(installations).where(eq(installations.key, key)).limit(1);
  return row === undefined ? null : { open: (keys) => opened(keys, row) };
}

function idOf({ workspace, enterprise }: Whose): string {
  const id = workspace ?? enterprise;
  if (id === null) throw new Error("An installation belongs to a workspace or to an organisation.");
  return id;
}

function sealed(keys: TokenKeys, { token, rotates }: Tokens, whose: Whose) {
  return {
    token: seal(keys, token, placeOf(whose, "token")),
    refreshToken: rotates && seal(keys, rotates.refreshToken, placeOf(whose, "refresh_token")),
    expiresAt: rotates?.expiresAt ?? null,
    key: keys[0].id,
  };
}

function opened(keys: TokenKeys, row: Row): Installation {
  const { enterprise, workspace, botUser, botId, installedAt, refreshToken, expiresAt } = row;
  const rotates =
    refreshToken === null || expiresAt === null
      ? null
      : { refreshToken: unseal(keys, refreshToken, placeOf(row, "refresh_token")), expiresAt };
  const token = unseal(keys, row.token, placeOf(row, "token"));
  return {
    enterprise,
    workspace,
    botUser,
    botId,
    installedAt,
    scopes: row.scopes.split(","),
    token,
    rotates,
  };
}

function placeOf({ enterprise, workspace }: Whose, column: "token" | "refresh_token") {
  return { table: "installations", enterprise, team: workspace, column };
}
