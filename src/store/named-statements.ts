/**
 * PostgreSQL reads and plans a statement each time it is asked, unless it has a name under which the connection remembers
 * it. What is asked at the door is asked in the same words all day, so those words get a name of their own.
 */
import type pg from "pg";

/**
 * So many statements are remembered on a connection, each for as long as it lives. What the app asks is fewer; a list of
 * changing length is other words each time, and must not fill the server's memory.
 */
const most = 300;

/** Asked once, it may never be asked again; then a name would cost more than it saves. */
const askedBefore = 2;

type Asked = { readonly text?: unknown; name?: string };
type Query = (asked: unknown, ...more: unknown[]) => unknown;

/** Every connection of the pool remembers what it is asked again and again. */
export function nameStatements(pool: pg.Pool): void {
  const names = new Map<string, string>();
  const times = new Map<string, number>();

  function nameOf(text: string): string | undefined {
    const known = names.get(text);
    if (known !== undefined || names.size === most) return known;
    const before = times.get(text) ?? 0;
    if (before < askedBefore) {
      if (times.size === most * 10) times.clear();
      times.set(text, before + 1);
      return undefined;
    }
    times.delete(text);
    const name = `bearings_${names.size + 1}`;
    names.set(text, name);
    return name;
  }

  pool.on("connect", (client) => {
    const query = client.query as Query;
    const named: Query = (asked, ...more) => {
      // drizzle hands over an object of its own for each statement, without a name.
      const { text, name } = Object(asked) as Asked;
      if (typeof text !== "string" || name !== undefined) return query.call(client, asked, ...more);
      return query.call(client, { ...(asked as object), name: nameOf(text) }, ...more);
    };
    client.query = named as typeof client.query;
  });
}
