/**
 * Readings below the floor wait for the end of their block of four rounds. Who said them is hidden under a key that
 * is drawn for the block and dies with it. Blocks never overlap.
 */
import { createHmac, randomBytes, randomInt } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { SubjectKey } from "../core/framework.ts";
import type { UserId } from "../core/ids.ts";
import type { Tally } from "../core/reading.ts";
import { blockOf, endsItsBlock, roundsInABlock } from "../core/round.ts";
import type { Mode } from "../core/team.ts";
import type { Db } from "./database.ts";
import { saidSomething } from "./readings.ts";
import type { KeptRound } from "./rounds.ts";
import { rowsOf } from "./rows.ts";
import { blocks, readings, rounds, waitingReadings } from "./schema.ts";
import { tallyOfBlock } from "./tallies.ts";

/** The readings that waited, taken together, under the strictest rule that any round of the block promised. */
export type Together = { readonly floor: number; readonly mode: Mode; readonly tallies: readonly Tally[] };

/** Moves what was said of these subjects in a closing round to its block. Somebody's later word replaces their earlier one. */
export async function letWait(tx: Db, round: KeptRound, subjects: readonly SubjectKey[]): Promise<void> {
  if (subjects.length === 0) return;
  const said = await tx
    .select({
      person: readings.person,
      subject: readings.subject,
      direction: readings.direction,
      goodEnough: readings.goodEnough,
    })
    .from(readings)
    .where(and(eq(readings.round, round.id), inArray(readings.subject, [...subjects]), saidSomething));
  if (said.length === 0) return;

  const block = { team: round.team, block: blockOf(round.ordinal) };
  const key = await keyOf(tx, round);
  const rows = said.map(({ person, ...reading }) => ({
    ...block,
    ...reading,
    hidden: hiddenUnder(key, person),
    ordinal: round.ordinal,
  }));
  await tx
    .insert(waitingReadings)
    .values(shuffled(rows))
    .onConflictDoUpdate({
      target: [waitingReadings.team, waitingReadings.block, waitingReadings.hidden, waitingReadings.subject],
      set: {
        ordinal: sql`excluded.ordinal`,
        direction: sql`excluded.direction`,
        goodEnough: sql`excluded.good_enough`,
      },
    });
}

/** At the end of a block: what waited in it, counted together. Null in the middle of one, and where nothing waited. */
export async function takeTogether(tx: Db, round: KeptRound): Promise<Together | null> {
  if (!endsItsBlock(round.ordinal)) return null;
  const number = blockOf(round.ordinal);
  const tallies = await tallyOfBlock(tx, round.team, number);
  await tx.delete(blocks).where(and(eq(blocks.team, round.team), eq(blocks.number, number)));
  if (tallies.length === 0) return null;
  const [promised] = await rowsOf<{ floor: number; confidential: boolean }>(
    tx,
    sql`select max(r.floor)::int as floor, bool_or(r.mode = 'confidential') as confidential from ${rounds} r
      where r.team = ${round.team} and r.ordinal between ${round.ordinal - roundsInABlock + 1} and ${round.ordinal}`,
  );
  if (promised === undefined) throw new Error(`Round ${round.id} is gone.`);
  return { floor: promised.floor, mode: promised.confidential ? "confidential" : "open", tallies };
}

/** What stands instead of a person in a block: HMAC-SHA-256 under the block's key, both in hex. */
export function hiddenUnder(key: string, person: UserId): string {
  return createHmac("sha256", Buffer.from(key, "hex")).update(person).digest("hex");
}

async function keyOf(tx: Db, round: KeptRound): Promise<string> {
  const number = blockOf(round.ordinal);
  await tx
    .insert(blocks)
    .values({ team: round.team, number, key: randomBytes(32).toString("hex") })
    .onConflictDoNothing();
  const [block] = await tx
    .select({ key: blocks.key })
    .from(blocks)
    .where(and(eq(blocks.team, round.team), eq(blocks.number, number)));
  if (block === undefined) throw new Error(`Block ${number} of team ${round.team} is gone.`);
  return block.key;
}

/** So that the order of rows on disk says nothing of who came when. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: randomInt(2 ** 47) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
