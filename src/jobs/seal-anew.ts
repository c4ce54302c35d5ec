/** Tokens that were sealed with an older key are sealed with the newest, so that the older one can be taken off the list. */
import { sealAnew } from "../store/installations.ts";
import type { World } from "../world.ts";

/** A few at a time, each few kept by itself: broken off, the next start or night goes on. Nothing to do where no token is kept. */
export async function sealTokensAnew({ db, keys, log, stopping }: World): Promise<void> {
  if (keys === undefined) return;
  let done = 0;
  while (stopping?.aborted !== true) {
    const some = await sealAnew(db, keys);
    done += some;
    if (some === 0) break;
  }
  if (done > 0) log.info("tokens were sealed with the newest key", { installations: done });
}
