/**
 * A connection that something on the way has forgotten stays open and says nothing, for ever: PostgreSQL's own limits
 * don't help, because it never hears of the statement. Whoever waits for it would wait for ever too, and the clock with it.
 */
import type pg from "pg";

/**
 * Ends a connection that somebody has had in hand for so many milliseconds, so that what they wait for fails and is tried
 * again; and with it those that lie idle, which took the same way and are probably as dead. Nothing that serves people
 * may hold one for that long: each statement has two and a half seconds.
 */
export function endSilent(pool: pg.Pool, longest: number, told: (error: Error) => void): void {
  const known = new Set<pg.PoolClient>();
  const held = new Map<pg.PoolClient, NodeJS.Timeout>();
  const end = (client: pg.PoolClient) => {
    // pg.Client's own: it waits for nobody where a statement is under way.
    void (client as unknown as pg.Client).end().catch(() => {});
  };
  pool.on("connect", (client) => known.add(client));
  pool.on("remove", (client) => known.delete(client));
  pool.on("acquire", (client) => {
    const silent = () => {
      told(new Error("The database gives no answer: its connections are given up."));
      end(client);
      for (const other of known) if (!held.has(other)) end(other);
    };
    held.set(client, setTimeout(silent, longest).unref());
  });
  pool.on("release", (_, client) => {
    clearTimeout(held.get(client));
    held.delete(client);
  });
}
