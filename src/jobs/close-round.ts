/** Closes the rounds whose time is up: the words are frozen, the readings deleted, the summary planned, all at once. */
import type { Temporal } from "temporal-polyfill";
import { closeNow } from "../slack/closing.ts";
import type { Db } from "../store/database.ts";
import { roundsDueToClose } from "../store/rounds.ts";
import type { World } from "../world.ts";

export async function closeDueRounds({ db }: World, now: Temporal.Instant): Promise<void> {
  while (await db.transaction((tx) => closeOne(tx, now))) {}
}

async function closeOne(tx: Db, now: Temporal.Instant): Promise<boolean> {
  const [round] = await roundsDueToClose(tx, now, 1);
  if (round === undefined) return false;
  await closeNow(tx, round, now);
  return true;
}
