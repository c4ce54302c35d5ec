/** The weekly focus digest: planned for each leader at their own hour, in their own zone. A day late at the most. */
import type { Temporal } from "temporal-polyfill";
import { digestAt, nextDigest } from "../core/schedule.ts";
import { weekOf } from "../core/week.ts";
import type { Db } from "../store/database.ts";
import { plan } from "../store/deliveries.ts";
import { advanceDigest, digestsDue } from "../store/digest-rhythms.ts";
import type { World } from "../world.ts";

export async function planDigests({ db }: World, now: Temporal.Instant): Promise<void> {
  while (await db.transaction((tx) => planOne(tx, now))) {}
}

async function planOne(tx: Db, now: Temporal.Instant): Promise<boolean> {
  const [rhythm] = await digestsDue(tx, now, 1);
  if (rhythm === undefined) return false;
  const { workspace, person, zone, told, nextAt } = rhythm;
  if (digestAt(nextAt, now) === "tell") {
    const week = weekOf(nextAt, zone);
    await plan(tx, [
      {
        key: `digest:${workspace}:${person}:${week}`,
        kind: "digest",
        workspace,
        team: null,
        round: null,
        addressee: person,
        dueAt: now,
      },
    ]);
  }
  await advanceDigest(tx, rhythm, nextDigest({ ...told, zone }, nextAt));
  return true;
}
