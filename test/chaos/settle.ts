/** Waits until everything that is due is done, setting the clock on where something waits for a later moment. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { betweenQuestions } from "../../src/core/doubt.ts";
import { rowsOf } from "../../src/store/rows.ts";
import { bySize } from "../support/size.ts";
import type { Ground } from "./ground.ts";

type Standing = {
  /** Due by now, and not begun. */
  readonly due: number;
  readonly sending: number;
  /** When the next thing is due, or a claim ends, in milliseconds; null where nothing is. */
  readonly next: number | null;
  /** Until when Slack asked the outbox to say nothing; null where it did not. */
  readonly paused: number | null;
};

/** How long nothing must come in to be called quiet, in milliseconds of real time. */
const patience = 100;

/** Seconds of real time after which something hangs. */
const longest = bySize({ commit: 120, nightly: 900, release: 3_600 });

export async function settle(ground: Ground, seconds = longest): Promise<void> {
  const until = Date.now() + seconds * 1000;
  let unchanged = 0;
  let before = "";
  while (Date.now() < until) {
    await ground.tick();
    await quiet(ground);
    const { due, sending, next, paused } = await ground.ask(standing);
    if (due === 0 && next === null) return;
    const seen = `${due} ${sending} ${ground.log.calls.length}`;
    unchanged = seen === before ? unchanged + 1 : 0;
    before = seen;
    if (due > 0 && paused !== null && sending === 0) await ground.turnTo(momentAt(paused + 50));
    // A process that doubts whether Slack answers waits for a moment that nobody else knows.
    else if (due > 0 && sending === 0 && unchanged > 0)
      await ground.turnTo(ground.now().add({ seconds: betweenQuestions }));
    else if (due === 0 && next !== null && (sending === 0 || unchanged > 0))
      await ground.turnTo(momentAt(next + 1_100));
  }
  throw new Error(`It does not settle: ${JSON.stringify(await ground.ask(standing))}`);
}

function momentAt(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.ceil(milliseconds));
}

/** What an hour's patience covers: a retry, a resend, a lease; not next week's opening. */
async function standing(db: Parameters<Parameters<Ground["ask"]>[0]>[0]): Promise<Standing> {
  const [row] = await rowsOf<Standing>(
    db,
    sql`select
      (select count(*)::int from deliveries where state = 'due' and due_at <= bearings_now())
        + (select count(*)::int from teams where next_opens_at <= bearings_now())
        + (select count(*)::int from rounds where state = 'open' and closes_at <= bearings_now())
        + (select count(*)::int from rounds where state = 'open' and not nudged and nudges_at <= bearings_now())
        + (select count(*)::int from digest_rhythms where next_at <= bearings_now()) as due,
      (select count(*)::int from deliveries where state = 'sending') as sending,
      (select extract(epoch from min(at))::float8 * 1000 from (
        select due_at as at from deliveries where state = 'due' and due_at > bearings_now()
          and due_at < bearings_now() + interval '2 hours'
        union all select lease_until from deliveries where state = 'sending') waiting) as next,
      (select extract(epoch from max(paused_until))::float8 * 1000 from paces
        where paused_until > bearings_now()) as paused`,
  );
  if (row === undefined) throw new Error("The database says nothing.");
  return row;
}

/** Nothing came in for a while. */
export async function quiet(ground: Ground): Promise<void> {
  for (;;) {
    const calls = ground.log.calls.length;
    await new Promise((wait) => setTimeout(wait, patience));
    await ground.up();
    if (ground.log.calls.length === calls) return;
  }
}
