/**
 * Puts Bearings together: every surface on one Bolt app. main, the local workspace and the tests all use this, so what
 * they run is the app and not a likeness of it.
 */
import { App, type Authorize, type Logger, LogLevel, type Receiver } from "@slack/bolt";
import { surfaces } from "./slack/index.ts";
import { type Listening, listening } from "./slack/listening.ts";
import { NotHeard } from "./slack/not-heard.ts";
import type { World } from "./world.ts";

export type Bearings = { readonly app: App; readonly listening: Listening };

/** `authorize` tells Bolt whose bot answers in a workspace; it throws where Bearings isn't installed. */
export function assemble(world: World, receiver: Receiver, authorize: Authorize<boolean>): Bearings {
  const app = new App({
    receiver,
    authorize,
    convoStore: false,
    logger: quietly(world),
  });
  app.error(async (error) => {
    // Whoever brought the event tells Slack.
    if (error instanceof NotHeard) throw error;
    world.log.error("Bolt met an error", { error });
  });
  const heard = listening(app, world);
  for (const surface of surfaces) surface.listen(heard, world);
  return { app, listening: heard };
}

/** Bolt's and its receivers' own remarks, as our log lines; never their debugging, which can hold whole bodies. */
export function quietly(world: Pick<World, "log">): Logger {
  return {
    debug: () => {},
    info: () => {},
    warn: (...remarks: unknown[]) => world.log.warn("from Bolt", { remark: remarks.map(String).join(" ") }),
    error: (...remarks: unknown[]) => world.log.error("from Bolt", { remark: remarks.map(String).join(" ") }),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
