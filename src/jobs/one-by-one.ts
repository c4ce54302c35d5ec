/** Doing what is due, one by one: what breaks holds up nothing else. */
import type { Db } from "../store/database.ts";
import { killPoint } from "../store/kill-point.ts";
import type { World } from "../world.ts";

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
 * Does everything that is due, each in a transaction of its own that holds it, until nothing is: that is also the
 * catch-up. One that breaks keeps nothing, is told to the operator, and is left alone until the next time.
 */
export async function oneByOne<Due>({ db, log }: Pick<World, "db" | "log">, work: Work<Due>): Promise<void> {
  const broken: Due[] = [];
  const another = (tx: Db) => oneOf(tx, work, broken, log);
  while (await db.transaction(another)) killPoint("after due work is committed");
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
