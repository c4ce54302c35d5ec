/** Stands between the app and what it talks to, on this machine, and makes the weather of a network. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * `slow`: everything takes a third of a second longer. `slices`: a few bytes at a time. `reset`: whatever is open and
 * whatever is tried breaks at once. `gone`: nobody listens. `half-open`: what is open stays open and nothing arrives, as
 * behind a router that forgot; it never comes back to life. `deaf`: what is asked arrives and no answer comes back.
 */
export const weathers = ["slow", "slices", "reset", "gone", "half-open", "deaf"] as const;
export type Weather = (typeof weathers)[number] | "clear";

export type Proxy = {
  readonly port: number;
  readonly turn: (weather: Weather) => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Pair = { readonly inner: Socket; readonly outer: Socket; dead: boolean };

export async function openProxy(target: { readonly host: string; readonly port: number }): Promise<Proxy> {
  let weather: Weather = "clear";
  const pairs = new Set<Pair>();

  const pass = async (pair: Pair, to: Socket, data: Buffer, isAnswer: boolean): Promise<void> => {
    if (weather === "half-open" || (weather === "deaf" && isAnswer)) pair.dead = true;
    if (pair.dead && (isAnswer || weather !== "deaf")) return;
    if (weather === "slow") await pause(300);
    if (weather !== "slices") return void to.write(data);
    for (let at = 0; at < data.length; at += 200) {
      to.write(data.subarray(at, at + 200));
      await pause(2);
    }
  };

  const server = createServer({ noDelay: true }, (inner) => {
    if (weather === "reset") return void inner.resetAndDestroy();
    const outer = connect({ ...target, noDelay: true });
    const pair: Pair = { inner, outer, dead: false };
    pairs.add(pair);
    // One piece after the other, in both directions, whatever the weather does to each.
    const inOrder = (from: Socket, to: Socket, isAnswer: boolean) => {
      let before = Promise.resolve();
      from.on("data", (data: Buffer) => {
        before = before.then(() => pass(pair, to, data, isAnswer));
      });
      from.on("end", () => void before.then(() => (pair.dead ? undefined : to.end())));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        if (!pair.dead) to.destroy();
        // Where one end is forgotten it still has to be broken some time.
        if (to.destroyed) pairs.delete(pair);
      });
    };
    inOrder(inner, outer, false);
    inOrder(outer, inner, true);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port.");
  const { port } = address;

  const breakAll = () => {
    for (const { inner, outer } of pairs) {
      inner.resetAndDestroy();
      outer.destroy();
    }
  };
  const listening = async (yes: boolean) => {
    if (yes === server.listening) return;
    if (yes) {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    } else {
      const closed = once(server, "close");
      server.close();
      breakAll();
      await closed;
    }
  };
  return {
    port,
    async turn(next) {
      weather = next;
      if (next === "reset") breakAll();
      await listening(next !== "gone");
    },
    async stop() {
      breakAll();
      await listening(false);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((wait) => setTimeout(wait, ms));
}
