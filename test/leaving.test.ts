/** The door's connections, and how a process leaves: nobody who sends it requests finds the door shut. */
import { afterEach, describe, expect, it } from "vitest";
import { listenOn, openDoor, shutDoor } from "../src/door.ts";
import { openLeaving } from "../src/leaving.ts";

const open: ReturnType<typeof openDoor>[] = [];
afterEach(async () => {
  for (const door of open.splice(0)) await shutDoor(door);
});

async function doorOf(leaving: ReturnType<typeof openLeaving>): Promise<string> {
  const readiness = async () => {
    leaving.asked();
    return leaving.begun() ? { ready: false, because: "Stopping." } : { ready: true, because: "" };
  };
  const door = openDoor((_, answer) => void answer.writeHead(200).end(), readiness, leaving.begun);
  open.push(door);
  return `http://127.0.0.1:${await listenOn(door, 0, "127.0.0.1")}`;
}

it("an idle connection stays open for longer than a proxy keeps it: none is shut in somebody's face", async () => {
  const address = await doorOf(openLeaving());
  const { headers } = await fetch(`${address}/slack/events`, { method: "POST" });
  expect(headers.get("keep-alive")).toBe("timeout=75");
});

describe("a process that is told to stop", () => {
  it("leaves at once where nobody asks whether it is ready", async () => {
    const before = performance.now();
    await openLeaving().begin();
    expect(performance.now() - before).toBeLessThan(100);
  });

  it("waits until whoever asks has been told three times, and answers everything until then", async () => {
    const leaving = openLeaving();
    const address = await doorOf(leaving);
    const asks = async () => (await fetch(`${address}/readyz`)).status;
    const presses = async () => (await fetch(`${address}/slack/events`, { method: "POST" })).status;
    expect(await asks()).toBe(200);
    let left = false;
    const gone = leaving.begin().then(() => {
      left = true;
    });
    for (let time = 0; time < 3; time += 1) {
      expect(left).toBe(false);
      expect([await asks(), await presses()]).toEqual([503, 200]);
    }
    await gone;
    expect(left).toBe(true);
  });

  it("ends each connection with its answer, so that nobody sends on one that is about to close", async () => {
    const leaving = openLeaving();
    const address = await doorOf(leaving);
    const connection = async () =>
      (await fetch(`${address}/slack/events`, { method: "POST" })).headers.get("connection");
    expect(await connection()).toBe("keep-alive");
    await leaving.begin();
    expect(await connection()).toBe("close");
  });
});
