/**
 * Bolt asks each of its listeners, one after the other, whether something is for it. With a hundred of them that costs
 * more than everything else about a check-in. So Bolt gets one listener of each kind, and that one finds whose it is by
 * its id. What has an id that nobody listens to goes unanswered, as it does in Bolt.
 */

import type {
  App,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";

type Handle<A> = (args: A) => Promise<void>;

/** Bolt takes a pattern where it takes an id. No id is empty. */
const anyId = /./;

/** One listener for each kind of thing that has an id. */
export function oneOfEach(app: App) {
  return {
    action: oneListener<SlackActionMiddlewareArgs<BlockAction>>(
      (pattern, handle) => app.action<BlockAction>(pattern, handle),
      ({ action }) => action.action_id,
    ),
    options: oneListener<SlackOptionsMiddlewareArgs<"block_suggestion">>(
      (pattern, handle) => app.options<"block_suggestion">(pattern, handle),
      ({ payload }) => payload.action_id,
    ),
    view: oneListener<SlackViewMiddlewareArgs<ViewSubmitAction>>(
      (pattern, handle) => app.view<ViewSubmitAction>(pattern, handle),
      ({ view }) => view.callback_id,
    ),
    shortcut: oneListener<SlackShortcutMiddlewareArgs>(
      (pattern, handle) => app.shortcut(pattern, handle),
      ({ shortcut }) => shortcut.callback_id,
    ),
    event: oneListener<SlackEventMiddlewareArgs>(
      (pattern, handle) => app.event(pattern, handle),
      ({ event }) => event.type,
    ),
  };
}

/**
 * Adds handlers by id to one listener, which `listen` makes with the first of them. A second handler of the same id is
 * refused: one of the two would never hear anything.
 */
function oneListener<A>(
  listen: (pattern: RegExp, handle: Handle<A>) => void,
  idOf: (args: A) => string,
): (id: string, handle: Handle<A>) => void {
  const handlers = new Map<string, Handle<A>>();
  return (id, handle) => {
    if (handlers.has(id)) throw new Error(`Two listen to ${id}.`);
    if (handlers.size === 0) listen(anyId, async (args) => handlers.get(idOf(args))?.(args));
    handlers.set(id, handle);
  };
}
