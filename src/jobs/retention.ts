/**
 * Deletes what has been kept long enough, as long as the settings say (core/retention). Readings never get that old. It is
 * done every night, and where nobody was awake then as soon as somebody is.
 */
import type { Temporal } from "temporal-polyfill";
import { hear, heardThrough } from "../store/heard.ts";
import { forgetPaces } from "../store/paces.ts";
import { deleteOld } from "../store/retention.ts";
import type { World } from "../world.ts";

/** What stands in `heard` for it: then it was done within a day. No id of Slack's looks like that. */
const done = "bearings: what is old is forgotten";

/** Seconds. Broken off, it can be begun again after them. */
const inHand = 15 * 60;

type Forgetting = Pick<World, "db" | "keeps" | "stopping">;

/** Deletes what is old now, whoever did so before: twice does no harm. */
export async function forgetOld(world: Forgetting, now: Temporal.Instant): Promise<void> {
  await hear(world.db, done, inHand);
  await forget(world, now);
}

/** The same where it has not been done for more than 24 hours. Of many processes one does it. */
export async function forgetIfLeft(world: Forgetting, now: Temporal.Instant): Promise<void> {
  if ((await hear(world.db, done, inHand)) === null) return;
  await forget(world, now);
}

async function forget({ db, keeps, stopping }: Forgetting, now: Temporal.Instant): Promise<void> {
  if (!(await deleteOld(db, now, keeps, { stopping }))) return;
  await forgetPaces(db);
  await heardThrough(db, done);
}
