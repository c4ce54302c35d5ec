/**
 * The hand on the clock of a local workspace. It stands in the database (store/clock), so that a workspace opened again
 * tomorrow goes on from where its clock was; here is its sync half, for the stand-in, which is asked often.
 */
import { Temporal } from "temporal-polyfill";
import { handTurned, turnHand } from "../store/clock.ts";
import type { Db } from "../store/database.ts";

export type Hand = {
  /** What time it is in the workspace. */
  readonly now: () => Date;
  /** Turns it to a moment, before or after. */
  readonly turnTo: (moment: Temporal.Instant) => Promise<void>;
};

export async function takeHand(db: Db): Promise<Hand> {
  let turned = await handTurned(db);
  const now = () => new Date(Date.now() + turned.total("milliseconds"));
  return {
    now,
    turnTo: async (moment) => {
      await turnHand(
        db,
        Temporal.Duration.from({ milliseconds: moment.epochMilliseconds - now().getTime() }),
      );
      turned = await handTurned(db);
    },
  };
}
