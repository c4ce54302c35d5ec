/**
 * Slack by Socket Mode: we call Slack, and what people do arrives over that line. Bolt's client speaks the protocol;
 * calling again is ours, because the client gives up for ever when Slack refuses one call, and waits five seconds at
 * every line that Slack renews (about once an hour).
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type App, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { quietly } from "./app.ts";
import { uncounted } from "./counts.ts";
import { clientOptions } from "./slack/client.ts";
import { NotHeard } from "./slack/not-heard.ts";
import { outcomeOf } from "./slack/outcome.ts";
import { isPayload, knockOf } from "./slack/payload.ts";
import type { World } from "./world.ts";

export type SocketReceiver = Receiver & { readonly isConnected: () => boolean };

/** Milliseconds. A line that Slack renews is called again at once; one that fails, after twice as long each time. */
const firstWait = 500;
const longestWait = 30_000;
/** Slack greets within moments: a line on which it doesn't is no line. */
const untilGreeted = 15_000;
/** For the goodbye, before the line is simply dropped. */
const untilGone = 2_000;

/**
 * Keeps a line to Slack until it is stopped. `start` resolves with the first line, and throws what Slack says against
 * the token. A frame that can't be read is logged and left; nothing that comes over the line can end the process.
 */
export function receiveBySocket(
  appToken: string,
  slackApiUrl: string,
  { log, counts = uncounted }: Pick<World, "log" | "counts">,
): SocketReceiver {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: quietly({ log }),
    installerOptions: { clientOptions: clientOptions(slackApiUrl) },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let isConnected = false;
  const connected = (is: boolean) => {
    isConnected = is;
    counts.connected(is);
  };

  connected(false);

  const [readFrame] = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", async (...frame: unknown[]) => {
    try {
      await readFrame?.(...frame);
    } catch (error) {
      log.warn("a frame could not be read", { error });
    }
  });
  client.on("disconnected", () => {
    connected(false);
    if (!stopping.signal.aborted) void callAgain();
  });

  async function call(): Promise<void> {
    const tooLate = new AbortController();
    const greeted = client.start().then(() => connected(true));
    const impatient = sleep(untilGreeted, undefined, { signal: tooLate.signal, ref: false }).then(
      () => Promise.reject(new Error("Slack took the call and did not greet.")),
      () => {},
    );
    try {
      await Promise.race([greeted, impatient]);
    } catch (error) {
      greeted.catch(() => {});
      client.disconnect().catch(() => {});
      throw error;
    } finally {
      tooLate.abort();
    }
  }

  let isCalling = false;
  async function callAgain(): Promise<void> {
    if (isCalling) return;
    isCalling = true;
    for (
      let wait = firstWait;
      !isConnected && !stopping.signal.aborted;
      wait = Math.min(2 * wait, longestWait)
    ) {
      await call().catch((error: unknown) => log.warn("no line to Slack yet", { wait, error }));
      if (!isConnected) await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {});
    }
    isCalling = false;
  }

  return {
    isConnected: () => isConnected,
    init(app) {
      const processEvent: App["processEvent"] = async (event) => {
        const began = performance.now();
        const knock = isPayload(event.body) ? knockOf(event.body) : null;
        if (knock === null) {
          log.warn("a request could not be read");
          return event.ack();
        }
        const ack: typeof event.ack = async (answer) => {
          await event.ack(answer);
          counts.answered(knock, (performance.now() - began) / 1000);
        };
        if (knock !== "event") return app.processEvent({ ...event, ack });
        // Said only once it is through: what Slack hears nothing of, it sends again.
        try {
          await app.processEvent({ ...event, ack: async () => {} });
          await ack();
        } catch (error) {
          if (!(error instanceof NotHeard)) throw error;
        }
      };
      receiver.init({ processEvent } as App);
    },
    async start() {
      isCalling = true;
      try {
        await call();
      } catch (error) {
        if (outcomeOf(error).is === "never") throw error;
        log.warn("no line to Slack yet", { error });
      } finally {
        isCalling = false;
      }
      void callAgain();
    },
    async stop() {
      stopping.abort();
      await Promise.race([client.disconnect(), sleep(untilGone)]);
    },
  };
}
