/** Whether the app still has something in hand: so that a visitor can wait for what follows from an act. */
import type { App } from "@slack/bolt";

/**
 * Watches an app from now on. What it returns resolves once no listener is running: Bolt acknowledges events before
 * their listeners have run, so an answer to Slack alone says nothing about the work being done.
 */
export function watch(app: Pick<App, "processEvent">): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const process = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const work = process(event);
    const watched = work
      .catch(() => {})
      .then(() => {
        running.delete(watched);
      });
    running.add(watched);
    return work;
  };
  return async () => {
    while (running.size > 0) await Promise.all(running);
  };
}
