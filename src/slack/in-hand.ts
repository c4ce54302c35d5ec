/** The moment from which on something that came in is ours to do. */
import type { Temporal } from "temporal-polyfill";
import { hear } from "../store/heard.ts";
import { killPoint } from "../store/kill-point.ts";
import type { World } from "../world.ts";

/**
 * Takes in hand what came in under this id, for so many seconds (a day, if nothing else is said), and tells the moment by
 * the database's clock; null where somebody did before. What has no id is taken as often as it comes.
 */
export async function takeInHand(
  { db, now }: Pick<World, "db" | "now">,
  id: string | null,
  forSeconds?: number,
): Promise<Temporal.Instant | null> {
  killPoint("before it is taken in hand");
  const taken = id === null ? await now() : await hear(db, id, forSeconds);
  killPoint("after it is taken in hand");
  return taken;
}
