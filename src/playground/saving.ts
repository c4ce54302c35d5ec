/** Keeps the workspace over restarts: one row, in a schema of its own, that nothing of Bearings looks at. */
import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, pgSchema } from "drizzle-orm/pg-core";
import type { Db } from "../store/database.ts";
import type { Log } from "../world.ts";
import type { State } from "./state.ts";
import type { Workspace } from "./workspace.ts";

/** Goes up when `State` changes its shape: what was saved before is then let go, and the workspace starts over. */
const SHAPE = 1;
const SAVED_AFTER = 1_000;

const saved = pgSchema("local_workspace").table("saved", {
  one: boolean("one").primaryKey(),
  shape: integer("shape").notNull(),
  state: jsonb("state").notNull().$type<State>(),
});

/** Loads what was saved, and saves a moment after each change until `stop`, which saves a last time. */
export async function keepSaved(db: Db, workspace: Workspace, log: Log): Promise<{ stop(): Promise<void> }> {
  await db.execute(sql`create schema if not exists local_workspace`);
  await db.execute(
    sql`create table if not exists local_workspace.saved (one boolean primary key, shape integer not null, state jsonb not null)`,
  );
  const [row] = await db.select().from(saved);
  if (row?.shape === SHAPE) workspace.restore(row.state);

  let timer: ReturnType<typeof setTimeout> | null = null;
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    timer = null;
    writing = writing
      .then(() => write(db, workspace))
      .catch((error) => log.error("the workspace was not saved", { error }));
    return writing;
  };
  const stopListening = workspace.onChange(() => {
    timer ??= setTimeout(save, SAVED_AFTER);
  });
  return {
    async stop() {
      stopListening();
      if (timer) clearTimeout(timer);
      await save();
    },
  };
}

async function write(db: Db, workspace: Workspace): Promise<void> {
  const state = workspace.snapshot();
  await db
    .insert(saved)
    .values({ one: true, shape: SHAPE, state })
    .onConflictDoUpdate({ target: saved.one, set: { shape: SHAPE, state } });
}
