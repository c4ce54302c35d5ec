/** Doing what is due, one by one: what breaks holds up nothing else. */
import type { Db } from "../store/database.ts";
import { killPoint } from "../store/kill-point.ts";
import type { World } from "../world.ts";

/** Milliseconds that one job has before the others have their turn again, as speaking has (jobs/outbox). */
const spell = 10_000;

/** What is due next, but for what broke already. It is held until its transaction ends. */
type Next<Due> = (tx: Db, broken: readonly Due[]) => Promise<Due | undefined>;

export type Work<Due> = {
  readonly next: Next<Due>;
  readonly act: (tx: Db, due: Due) => Promise<void>;
  /** What an operator is told when one breaks, and which one it is. */
  readonly trouble: string;
  readonly named: (due: Due) => Readonly<Record<string, unknown>>;
};

/**
 * Does what is due, each in a transaction of its own that holds it, until nothing is: that is also the catch-up. One that
 * breaks keeps nothing, is told to the operator, and is left alone until the next time. Between two of them it stops when
 * the process is to stop, and after ten seconds it hands over: what is left is due still, and the clock comes back to it as
 * soon as the other jobs have had their turn.
 */
export async function oneByOne<Due>(
  { db, log, stopping, wake }: Pick<World, "db" | "log" | "stopping" | "wake">,
  work: Work<Due>,
): Promise<void> {
  const began = performance.now();
  const broken: Due[] = [];
  const another = (tx: Db) => oneOf(tx, work, broken, log);
  while (stopping?.aborted !== true) {
    if (performance.now() - began >= spell) return wake();
    if (!(await db.transaction(another))) return;
    killPoint("after due work is committed");
  }
}

async function oneOf<Due>(tx: Db, work: Work<Due>, broken: Due[], log: World["log"]): Promise<boolean> {
  const due = await work.next(tx, broken);
  if (due === undefined) return false;
  try {
    await tx.transaction((inner) => work.act(inner, due));
    killPoint("before due work is committed");
  } catch (error) {
    broken.push(due);
    log.error(work.trouble, { ...work.named(due), error });
  }
  return true;
}
