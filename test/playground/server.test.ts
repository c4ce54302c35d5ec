import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { Act, Outcome, Sight } from "../../src/playground/protocol.ts";
import { openLocalWorkspace } from "../../src/playground/server.ts";
import { openDatabase } from "../../src/store/database.ts";
import { keptLog, openWithApp, orderModal } from "./small-app.ts";

let local: Awaited<ReturnType<typeof openWithApp>>;
afterEach(() => local.stop());

const say: Act = { do: "say", channel: "CGENERAL", text: "hello" };

/** Sends an act as any program could, with any headers. */
function act(as: string, what: unknown, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((answered, failed) => {
    const sent = request(`${local.address}workspace/act`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
    });
    sent.on("error", failed);
    sent.on("response", (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    });
    sent.end(JSON.stringify({ as, act: what }));
  });
}

const seen = async () => (await local.visit("UADA").reads("#general")).length;

test("the page may act, another web page may not", async () => {
  local = await openWithApp();
  const own = local.address.replace(/\/$/, "");
  expect(await act("UADA", say, { origin: own })).toBe(200);
  expect(await seen()).toBe(1);
  expect(await act("UADA", say, { origin: "https://example.com" })).toBe(403);
  expect(await act("UADA", say, { origin: "null" })).toBe(403);
  expect(await act("UADA", say, { host: "rebound.example.com" })).toBe(403);
  expect(await act("UADA", say, { "content-type": "text/plain" })).toBe(415);
  expect(await act("UADA", { do: "nonsense" })).toBe(400);
  expect(await seen()).toBe(1);
});

test("shows each person their own sight, and nobody a stranger's", async () => {
  local = await openWithApp();
  const look = async (as: string) => fetch(`${local.address}workspace/sight${as}`);
  const mine = (await (await look("")).json()) as Sight;
  expect(mine.me.name).toBe("Ada Okafor");
  expect(mine.places.map((place) => place.name)).toContain("leads");
  const guests = (await (await look("?as=UGUS")).json()) as Sight;
  expect(guests.places.map((place) => place.name)).toEqual(["harbour-support", "Bearings"]);
  expect(Object.keys(guests.messages)).toEqual(["CHARBOUR", "DGUS"]);
  expect((await look("?as=UNOBODY")).status).toBe(404);
});

test("counts what a person has not read, until they read it", async () => {
  local = await openWithApp();
  await local.slack.chat.postMessage({ channel: "CHARBOUR", text: "one" });
  const unread = async () =>
    (await local.client.see("UADA")).places.find((place) => place.id === "CHARBOUR")?.unread;
  expect(await unread()).toBe(1);
  await local.client.act("UADA", { do: "read", channel: "CHARBOUR" });
  expect(await unread()).toBe(0);
});

test("tells an open page that something changed", async () => {
  local = await openWithApp();
  const response = await fetch(`${local.address}workspace/changes`);
  const reader = response.body?.getReader();
  await local.slack.chat.postMessage({ channel: "CHARBOUR", text: "one" });
  let heard = "";
  while (!heard.includes("event: changed")) heard += new TextDecoder().decode((await reader?.read())?.value);
  expect(heard).toContain("event: changed");
  await reader?.cancel();
});

test("says that a scene is being loaded, and takes nothing else meanwhile", async () => {
  local = await openWithApp();
  let finish = () => {};
  const played = new Promise<void>((done) => {
    finish = done;
  });
  local.connect({
    requestListener: () => {},
    scenes: [{ key: "new-team", name: "A new team", about: "Nothing said yet", play: () => played }],
  });
  const loading = local.client.act("UADA", { do: "load-scene", scene: "new-team" });
  expect((await local.client.see("UADA")).busy).toBe("Loading: A new team");
  const answer = await fetch(`${local.address}workspace/act`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ as: "UADA", act: say }),
  });
  expect((await answer.json()) as Outcome).toEqual({
    ok: false,
    trouble: "Loading: A new team. One moment.",
    passing: true,
  });
  finish();
  expect(await loading).toEqual({ ok: true });
  expect(await local.client.see("UADA")).toMatchObject({ busy: null, scene: "new-team" });
});

test("while a scene loads, nobody is shown the modals of those who play it, and reading is let through", async () => {
  local = await openWithApp({}, (app) => {
    app.command("/bearings", async ({ ack, body, client }) => {
      await ack();
      await client.views.open({ trigger_id: body.trigger_id, view: orderModal() });
    });
  });
  const overHttp = async () => (await (await fetch(`${local.address}workspace/sight`)).json()) as Sight;
  await local.slack.chat.postMessage({ channel: "CHARBOUR", text: "one" });
  const ada = local.visit("UADA");
  const seenMeanwhile: Sight[] = [];
  local.connect({
    ...local.behindTheDoor,
    scenes: [
      {
        key: "ordering",
        name: "Ordering",
        about: "A modal opens",
        play: async () => {
          await ada.types("/bearings order", { in: "#general" });
          expect(await ada.readsModal()).toContain("Your order");
          await act("UADA", { do: "read", channel: "CHARBOUR" });
          seenMeanwhile.push(await overHttp());
        },
      },
    ],
  });
  expect(await local.client.act("UADA", { do: "load-scene", scene: "ordering" })).toEqual({ ok: true });
  const [meanwhile] = seenMeanwhile;
  expect(meanwhile).toMatchObject({ busy: "Loading: Ordering", views: [] });
  expect(meanwhile?.places.find((place) => place.id === "CHARBOUR")?.unread).toBe(0);
  expect((await overHttp()).views).toHaveLength(1);
});

test("hands the clock to whoever turns it, and sends again what has become due", async () => {
  let at = Date.parse("2026-11-22T12:00:00Z");
  local = await openWithApp({ now: () => new Date(at) });
  let knocks = 0;
  local.connect({
    requestListener: (_, response) => {
      knocks += 1;
      response.writeHead(knocks < 3 ? 500 : 200).end();
    },
    turnClock: async (to) => {
      at += to === "hour" ? 3_600_000 : 0;
    },
  });
  await local.visit("UADA").opensHome();
  await local.client.act("UADA", { do: "turn-clock", to: "hour" });
  expect([knocks, local.door.waiting()]).toEqual([3, 0]);
  expect((await local.client.see("UADA")).now).toBe("2026-11-22T13:00:00.000Z");
});

test("serves the page, and the gallery of what was drawn", async () => {
  local = await openWithApp();
  await local.slack.chat.postMessage({ channel: "CHARBOUR", text: "drawn", blocks: [{ type: "divider" }] });
  const page = await (await fetch(local.address)).text();
  expect(page).toContain("/page.js");
  const script = await fetch(`${local.address}page.js`);
  expect(script.headers.get("content-type")).toContain("javascript");
  const gallery = await (await fetch(`${local.address}workspace/gallery`)).json();
  expect(gallery).toMatchObject({
    surfaces: [{ kind: "message", text: "drawn", seenBy: "#harbour-support" }],
  });
});

test("what was said is still there after a restart", async () => {
  local = await openWithApp();
  const database = await openDatabase({ memory: true });
  const world = { db: database.db, log: keptLog() };
  const first = await openLocalWorkspace({ world });
  await first.visit("UADA").types("remember me", { in: "#general" });
  await first.stop();
  const second = await openLocalWorkspace({ world });
  expect(await second.visit("UADA").reads("#general")).toEqual(["remember me"]);
  await second.stop();
  await database.close();
});
