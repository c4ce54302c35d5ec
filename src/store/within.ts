/** For which workspace this is being done. PostgreSQL then shows and takes that workspace's rows alone (docs/decisions/030). */
import { AsyncLocalStorage } from "node:async_hooks";
import type { WorkspaceId } from "../core/ids.ts";

const workspaceOf = new AsyncLocalStorage<WorkspaceId | null>();

/**
 * Does something for one workspace: until it is done, and in whatever it sets off, no statement reads or writes a row of
 * another one, whatever it asks for. On the embedded engine it changes nothing.
 */
export function within<T>(workspace: WorkspaceId, work: () => PromiseLike<T>): Promise<T> {
  // Awaited in here: a statement of drizzle's begins only when somebody waits for it.
  return workspaceOf.run(workspace, async () => await work());
}

/** Does something that is for no workspace in particular, such as the clock's round of all of them, whoever set it off. */
export function outside<T>(work: () => PromiseLike<T>): Promise<T> {
  return workspaceOf.run(null, async () => await work());
}

/** Null where the work is for no workspace in particular. */
export function workspaceInHand(): WorkspaceId | null {
  return workspaceOf.getStore() ?? null;
}
