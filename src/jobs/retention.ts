/** Deletes what has been kept long enough, as long as the settings say (core/retention). Readings never get that old. */
import type { Temporal } from "temporal-polyfill";
import { deleteOld } from "../store/retention.ts";
import type { World } from "../world.ts";

export async function forgetOld(
  { db, keeps }: Pick<World, "db" | "keeps">,
  now: Temporal.Instant,
): Promise<void> {
  await deleteOld(db, now, keeps);
}
