/** A leader's digest of this week that is due now, as the clock plans it. */
import type { UserId } from "../../src/core/ids.ts";
import type { Weekday } from "../../src/core/rhythm.ts";
import { weekOf } from "../../src/core/week.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import { changeDigestRhythm } from "../../src/store/digest-rhythms.ts";
import { harbour } from "./kept-teams.ts";

const zone = "Europe/Berlin";

/** From now on this is the hour at which they hear it. Tells its key. */
export async function plansDigest(db: Db, to: UserId): Promise<string> {
  const dueAt = await now(db);
  const local = dueAt.toZonedDateTimeISO(zone);
  const told = { weekday: local.dayOfWeek as Weekday, time: local.toPlainTime().toString().slice(0, 5) };
  const nextAt = dueAt.add({ hours: 7 * 24 });
  await changeDigestRhythm(db, { workspace: harbour, person: to, zone, told, nextAt, paused: false });
  const key = `digest:${harbour}:${to}:${weekOf(dueAt, zone)}`;
  await plan(db, [
    { key, kind: "digest", workspace: harbour, team: null, round: null, addressee: to, dueAt },
  ]);
  return key;
}
