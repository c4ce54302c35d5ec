/** Two pools that look like one: of connections that see everything, and of those that see one workspace at a time. */
import type pg from "pg";
import type { WorkspaceId } from "../core/ids.ts";
import { workspaceInHand } from "./within.ts";
import { withinRole } from "./within-role.ts";

const goWithin = "select set_config('role', $1, false), set_config('bearings.workspace', $2, false)";

/**
 * Whoever works for a workspace (store/within) gets a connection of the second pool that stands in it, everybody else one
 * of the first. A connection stays in its workspace until it is needed for another, so where there is one workspace
 * nothing more is asked of the server than before.
 */
export function twoPools(seeingAll: pg.Pool, seeingOne: pg.Pool): pg.Pool {
  const standsIn = new WeakMap<pg.PoolClient, WorkspaceId>();

  async function connectWithin(workspace: WorkspaceId): Promise<pg.PoolClient> {
    const client = await seeingOne.connect();
    if (standsIn.get(client) === workspace) return client;
    try {
      standsIn.delete(client);
      await client.query(goWithin, [withinRole, workspace]);
      standsIn.set(client, workspace);
      return client;
    } catch (error) {
      // Nobody knows where it stands now: it is closed.
      client.release(true);
      throw error;
    }
  }

  async function queryWithin(workspace: WorkspaceId, ...asked: Parameters<Query>): Promise<unknown> {
    const client = await connectWithin(workspace);
    try {
      const answer = await (client.query as Query).call(client, ...asked);
      client.release();
      return answer;
    } catch (error) {
      // As the pool's own query does.
      client.release(true);
      throw error;
    }
  }

  return new Proxy(seeingAll, {
    get(target, name) {
      const workspace = workspaceInHand();
      if (name === "end") return async () => void (await Promise.all([target.end(), seeingOne.end()]));
      if (workspace !== null && name === "connect") return () => connectWithin(workspace);
      if (workspace !== null && name === "query")
        return (...asked: Parameters<Query>) => queryWithin(workspace, ...asked);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

type Query = (asked: unknown, ...more: unknown[]) => Promise<unknown>;
