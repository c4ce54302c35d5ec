/** PostgreSQL, shared by as many processes as wanted. */
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Database } from "./database.ts";
import { migrateUnderLock } from "./migrate.ts";
import { OperatorMistake } from "./operator-mistake.ts";
import * as schema from "./schema.ts";

/** Slack gives an answer three seconds; a statement that would use them up is better refused while there is time to say so. */
const statementTimeoutMs = 2_500;
const connectTimeoutMs = 2_000;

/** Refuses an address that can't be read or where nobody is, a wrong password, a database that isn't there, and PostgreSQL before 14. */
export async function openPostgres(url: string, troubled: (error: Error) => void): Promise<Database> {
  await migrateUnderLock(url).catch((error: unknown) => {
    throw operatorMistakeIn(error) ?? error;
  });
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "bearings",
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // Without a listener a restarting server ends this process (57P01 on an idle connection).
  pool.on("error", troubled);
  const db = drizzle({ client: pool, schema, casing: "snake_case" });
  return { db, engine: "postgres", close: () => pool.end() };
}

const nobodyThere =
  "Nothing answers at the host and port in DATABASE_URL: start PostgreSQL there, or correct the address.";

const refusals: Readonly<Record<string, string>> = {
  "28P01": "PostgreSQL refused the user or password in DATABASE_URL.",
  "28000": "PostgreSQL refused the user in DATABASE_URL.",
  "3D000": "The database named in DATABASE_URL does not exist. Create it first.",
  "42501":
    "The user in DATABASE_URL may not create tables there. Grant it CREATE on the database and its schema.",
  ERR_INVALID_URL: "DATABASE_URL can't be read. It looks like postgresql://user:password@host:5432/name.",
  ENOTFOUND: "The host in DATABASE_URL can't be found.",
  EAI_AGAIN: "The host in DATABASE_URL can't be found.",
  ECONNREFUSED: nobodyThere,
  EHOSTUNREACH: nobodyThere,
  ETIMEDOUT: nobodyThere,
};

function operatorMistakeIn(error: unknown): OperatorMistake | null {
  const code = codeOf(error);
  const sentence = code === null ? undefined : refusals[code];
  return sentence === undefined ? null : new OperatorMistake(sentence, { cause: error });
}

/** drizzle wraps what the driver threw. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}
