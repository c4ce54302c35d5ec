/** The weekly focus digest: planned for each leader at their own hour, in their own zone. A day late at the most. */
import type { Temporal } from "temporal-polyfill";
import { digestAt, nextDigest } from "../core/schedule.ts";
import type { Db } from "../store/database.ts";
import { plan } from "../store/deliveries.ts";
import { advanceDigest, type DigestRhythm, digestKey, digestsDue } from "../store/digest-rhythms.ts";
import type { World } from "../world.ts";
import { oneByOne } from "./one-by-one.ts";

export async function planDigests(world: World, now: Temporal.Instant): Promise<void> {
  await oneByOne<DigestRhythm>(world, {
    next: async (tx, broken) => (await digestsDue(tx, now, 1, broken))[0],
    act: (tx, rhythm) => planDigest(tx, rhythm, now),
    trouble: "digest could not be planned",
    named: ({ workspace, person }) => ({ workspace, person }),
  });
}

async function planDigest(tx: Db, rhythm: DigestRhythm, now: Temporal.Instant): Promise<void> {
  const { workspace, person, zone, told, nextAt } = rhythm;
  if (digestAt(nextAt, now) === "tell") {
    await plan(tx, [
      {
        key: digestKey(rhythm),
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
}
