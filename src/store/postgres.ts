/** PostgreSQL, shared by as many processes as wanted. */
import { getTableName } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { PgTable } from "drizzle-orm/pg-core";
import pg from "pg";
import type { Database } from "./database.ts";
import { codeOf } from "./error-code.ts";
import { migrateUnderLock } from "./migrate.ts";
import { nameStatements } from "./named-statements.ts";
import { OperatorMistake } from "./operator-mistake.ts";
import * as schema from "./schema.ts";
import { endSilent } from "./silence.ts";
import { twoPools } from "./two-pools.ts";

/** Slack gives an answer three seconds; a statement that would use them up is better refused while there is time to say so. */
const statementTimeoutMs = 2_500;
const connectTimeoutMs = 2_000;

/** Of each of the two pools. A server that allows its usual hundred has room for six processes. */
const mostConnections = 8;
const rewriteTimeoutMs = 1_500;

/**
 * A connection that the network forgot in the middle of a transaction would hold its locks on the server's side for as
 * long as the server believes in it: hours. A transaction here asks again at once, so a server that hears nothing for so
 * long gives up, and the work goes on over another connection.
 */
const idleInTransactionMs = 5_000;

/** Refuses an address that can't be read or where nobody is, a wrong password, a database that isn't there, and PostgreSQL before 14. */
export async function openPostgres(
  url: string,
  troubled: (error: Error) => void,
  longestHold: number,
): Promise<Database> {
  const { hasRole } = await migrateUnderLock(url).catch((error: unknown) => {
    throw operatorMistakeIn(error) ?? error;
  });
  const open = () => openPool(url, troubled, longestHold);
  const client = hasRole ? twoPools(open(), open()) : open();
  const db = drizzle({ client, schema, casing: "snake_case" });
  const rewrite: Database["rewrite"] = (tables) => rewriteTables(url, tables, troubled);
  const isolation = hasRole ? "by role" : "no role";
  return { db, engine: "postgres", isolation, rewrite, close: () => client.end() };
}

function openPool(url: string, troubled: (error: Error) => void, longestHold: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "bearings",
    max: mostConnections,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // Without a listener a restarting server ends this process (57P01 on an idle connection).
  pool.on("error", troubled);
  // Nor does the pool listen while somebody uses one: cut between two statements of a transaction, it would end this
  // process too. Whoever uses it learns of it by their next statement.
  pool.on("connect", (client) => client.on("error", () => {}));
  nameStatements(pool);
  if (longestHold < Number.POSITIVE_INFINITY) endSilent(pool, longestHold, troubled);
  return pool;
}

/**
 * Nobody can answer while a table of answers is written anew. So a table that is in use, or too large to be done at once,
 * is left for the next night; and of many processes one does it.
 */
async function rewriteTables(
  url: string,
  tables: readonly PgTable[],
  troubled: (error: Error) => void,
): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "bearings tidying",
    lock_timeout: 300,
    statement_timeout: rewriteTimeoutMs,
  });
  client.on("error", troubled);
  await client.connect();
  try {
    const { rows } = await client.query("select pg_try_advisory_lock(hashtext('bearings tidying')) as mine");
    if (rows[0]?.mine !== true) return;
    for (const table of tables) {
      await client.query(`vacuum full "${getTableName(table)}"`).catch((error: unknown) => {
        if (!leftForTomorrow.has(codeOf(error) ?? "")) throw error;
      });
    }
  } finally {
    await client.end();
  }
}

/** lock_not_available, query_canceled. */
const leftForTomorrow: ReadonlySet<string> = new Set(["55P03", "57014"]);

const nobodyThere =
  "Nothing answers at the host and port in DATABASE_URL: start PostgreSQL there, or correct the address.";

const distrusted =
  "PostgreSQL's certificate is not one that this machine trusts: name its authority in DATABASE_URL (sslrootcert), or give the server another.";

const refusals: Readonly<Record<string, string>> = {
  "28P01": "PostgreSQL refused the user or password in DATABASE_URL.",
  "28000": "PostgreSQL refused the user in DATABASE_URL.",
  "3D000": "The database named in DATABASE_URL does not exist. Create it first.",
  "42501":
    "The user in DATABASE_URL may not create tables there. Grant it CREATE on the database and its schema.",
  "53300":
    "PostgreSQL has no connection left for us: raise its max_connections, or run fewer processes. Each takes up to 16.",
  ERR_INVALID_URL: "DATABASE_URL can't be read. It looks like postgresql://user:password@host:5432/name.",
  ENOTFOUND: "The host in DATABASE_URL can't be found.",
  EAI_AGAIN: "The host in DATABASE_URL can't be found.",
  ECONNREFUSED: nobodyThere,
  EHOSTUNREACH: nobodyThere,
  ETIMEDOUT: nobodyThere,
  ENOENT: nobodyThere,
  "25006":
    "The database in DATABASE_URL can only be read: it is a copy of another, or set so. Use one that can be written.",
  "42704":
    "DATABASE_URL sets something that PostgreSQL doesn't know: look at what stands after its question mark.",
  DEPTH_ZERO_SELF_SIGNED_CERT: distrusted,
  SELF_SIGNED_CERT_IN_CHAIN: distrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: distrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: distrusted,
  CERT_HAS_EXPIRED: distrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: distrusted,
};

/** The driver's own words, where it gives no code. */
const inWords: readonly (readonly [RegExp, string])[] = [
  [/password must be a (non-empty )?string/, "PostgreSQL wants a password, and DATABASE_URL has none."],
  [
    /does not support SSL/,
    "DATABASE_URL asks for an encrypted connection, and PostgreSQL there has none to offer: switch it on there, or take sslmode out.",
  ],
  [/timeout/i, nobodyThere],
];

function operatorMistakeIn(error: unknown): OperatorMistake | null {
  const code = codeOf(error);
  const words = error instanceof Error ? error.message : "";
  const sentence = refusals[code ?? ""] ?? inWords.find(([said]) => said.test(words))?.[1];
  return sentence === undefined ? null : new OperatorMistake(sentence, { cause: error });
}
