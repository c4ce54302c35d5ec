/**
 * Writes down, beside the app and unknown to it, what everybody says while a round is open. So a test can count again
 * what the app has long deleted. Only in a test's own database.
 */
import { sql } from "drizzle-orm";
import type { RoundId, UserId } from "../../src/core/ids.ts";
import type { Direction, Tally } from "../../src/core/reading.ts";
import type { Db } from "../../src/store/database.ts";
import { rowsOf } from "../../src/store/rows.ts";

/** Somebody's last word on one subject in one round. */
export type Heard = {
  readonly round: RoundId;
  readonly person: UserId;
  readonly subject: string;
  readonly direction: Direction | null;
  readonly goodEnough: boolean;
};

export type Recorder = {
  readonly heard: () => Promise<readonly Heard[]>;
  readonly remove: () => Promise<void>;
};

export async function recordReadings(db: Db): Promise<Recorder> {
  const statements = [
    "drop schema if exists recorder cascade",
    "create schema recorder",
    `create table recorder.heard (
      round uuid, person text, subject text, direction text, good_enough boolean, primary key (round, person, subject)
    )`,
    `create function recorder.write_down() returns trigger language plpgsql as $$
      begin
        insert into recorder.heard values (new.round, new.person, new.subject, new.direction, new.good_enough)
        on conflict (round, person, subject) do update
        set direction = excluded.direction, good_enough = excluded.good_enough;
        return new;
      end
    $$`,
    `create trigger recorder after insert or update on readings
      for each row execute function recorder.write_down()`,
  ];
  for (const statement of statements) await db.execute(sql.raw(statement));
  return {
    heard: () =>
      rowsOf<Heard>(
        db,
        sql`select round::text, person, subject, direction, good_enough as "goodEnough" from recorder.heard
          where direction is not null or good_enough`,
      ),
    remove: async () => void (await db.execute(sql.raw("drop schema recorder cascade"))),
  };
}

/** Counts it by hand, one person a subject. */
export function countOf(said: readonly Pick<Heard, "direction" | "goodEnough">[]): Omit<Tally, "subject"> {
  const count = (direction: Direction) => said.filter((one) => one.direction === direction).length;
  return {
    improving: count("improving"),
    holding: count("holding"),
    slipping: count("slipping"),
    cantTell: count("cant-tell"),
    goodEnough: said.filter(({ goodEnough }) => goodEnough).length,
    answered: said.length,
    ballparks: [],
  };
}
