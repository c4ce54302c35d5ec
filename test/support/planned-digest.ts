/** A leader's digest of this week that is due now, as the clock plans it. */
import type { UserId } from "../../src/core/ids.ts";
import { weekOf } from "../../src/core/week.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { harbour } from "./kept-teams.ts";

/** Tells its key. */
export async function plansDigest(db: Db, to: UserId): Promise<string> {
  const dueAt = await now(db);
  const key = `digest:${harbour}:${to}:${weekOf(dueAt, "Europe/Berlin")}`;
  await plan(db, [
    { key, kind: "digest", workspace: harbour, team: null, round: null, addressee: to, dueAt },
  ]);
  return key;
}
