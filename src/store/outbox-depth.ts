/** How much there is to say, for the operator: numbers, and nothing of what or to whom. */
import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { rowsOf } from "./rows.ts";
import { deliveries } from "./schema.ts";

/** `oldest`: seconds for which the oldest has been due; 0 when nothing is. */
export type OutboxNow = { readonly due: number; readonly sending: number; readonly oldest: number };

/** What is due by now, and what is being said. What is planned for later is not due. */
export async function outboxNow(db: Db): Promise<OutboxNow> {
  const [row] = await rowsOf<OutboxNow>(
    db,
    sql`
      select
        (select count(*) from ${deliveries} where state = 'due' and due_at <= bearings_now())::int as due,
        (select count(*) from ${deliveries} where state = 'sending')::int as sending,
        coalesce(extract(epoch from bearings_now() -
          (select min(due_at) from ${deliveries} where state = 'due' and due_at <= bearings_now())), 0)::float8 as oldest`,
  );
  return row ?? { due: 0, sending: 0, oldest: 0 };
}
