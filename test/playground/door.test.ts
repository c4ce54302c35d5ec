import type { App } from "@slack/bolt";
import { afterEach, expect, test } from "vitest";
import { signature } from "../../src/playground/door.ts";
import { archives, deactivates, joins, renames, uninstalls } from "../../src/playground/life.ts";
import { type Options, openWithApp, orderModal } from "./small-app.ts";

let local: Awaited<ReturnType<typeof openWithApp>>;
afterEach(() => local.stop());
const open = async (listen: (app: App) => void, options: Options = {}) => {
  local = await openWithApp(options, listen);
  return local;
};

test("signs as Slack's own example is signed", async () => {
  await open(() => {});
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  expect(signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)).toBe(
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  );
});

test("a command reaches the app, whose answer only the one who asked can read", async () => {
  await open((app) => app.command("/bearings", ({ ack, command }) => ack(`You said: ${command.text}`)));
  const ada = local.visit("UADA");
  await ada.types("/bearings metric tiem to smlie", { in: "#harbour-support" });
  expect(await ada.reads("#harbour-support")).toEqual(["You said: metric tiem to smlie"]);
  expect(await local.visit("UELIF").reads("#harbour-support")).toEqual([]);
});

test("an app that knows another secret takes nothing", async () => {
  let heard = 0;
  const count = (app: App) =>
    app.command("/bearings", async ({ ack }) => {
      heard += 1;
      await ack("heard");
    });
  await open(count, { secretOfApp: "quite another secret" });
  const ada = local.visit("UADA");
  await ada.types("/bearings help", { in: "#general" });
  expect(heard).toBe(0);
  expect(ada.seesTrouble()).toBe('/bearings failed with the error "dispatch_failed"');
});

test("who waits longer than Slack does reads that the app did not answer", async () => {
  await open((app) => app.command("/bearings", async () => {}), { patience: 60 });
  const ada = local.visit("UADA");
  await ada.types("/bearings help", { in: "#general" });
  expect(ada.seesTrouble()).toBe('/bearings failed with the error "operation_timeout"');
});

test("a trigger opens one modal, within three seconds", async () => {
  let at = Date.parse("2026-11-22T12:00:00Z");
  const triggers: string[] = [];
  await open(
    (app) =>
      app.command("/bearings", async ({ ack, body }) => {
        triggers.push(body.trigger_id);
        await ack();
      }),
    { now: () => new Date(at) },
  );
  const ada = local.visit("UADA");
  const view = orderModal();
  const show = (trigger_id: string) =>
    local.slack.views.open({ trigger_id, view }).then(
      () => "opened",
      (error) => error.data.error,
    );
  for (let time = 0; time < 2; time += 1) await ada.types("/bearings order", { in: "#general" });
  const [first = "", second = ""] = triggers;
  expect(await show(first)).toBe("opened");
  expect(await show(first)).toBe("exchanged_trigger_id");
  at += 3_001;
  expect(await show(second)).toBe("expired_trigger_id");
  expect(await show("made.up")).toBe("invalid_trigger_id");
});

test("an event that was not taken comes again at once, after a minute and after five, and says so", async () => {
  let at = Date.parse("2026-11-22T12:00:00Z");
  const heard: string[] = [];
  await open(() => {}, { now: () => new Date(at) });
  local.connect({
    requestListener: (request, response) => {
      const { "x-slack-retry-num": number, "x-slack-retry-reason": reason } = request.headers;
      heard.push(number ? `${number} ${reason}` : "first");
      response.writeHead(500).end();
    },
  });
  await local.visit("UADA").opensHome();
  expect(heard).toEqual(["first", "1 http_error"]);
  at += 59_000;
  await local.door.retryDue();
  expect(heard).toHaveLength(2);
  at += 1_000;
  await local.door.retryDue();
  expect(heard.at(-1)).toBe("2 http_error");
  at += 300_000;
  await local.door.retryDue();
  expect(heard.at(-1)).toBe("3 http_error");
  expect(local.door.waiting()).toBe(0);
  await local.door.retryNow();
  expect(heard).toHaveLength(4);
});

test("the same event can arrive twice, under one id", async () => {
  const ids: string[] = [];
  await open((app) =>
    app.event("app_home_opened", async ({ body }) => {
      ids.push(body.event_id);
    }),
  );
  await local.door.event("app_home_opened", { user: "UADA", channel: "DADA", tab: "home" }, { twice: true });
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

test("only what the app subscribed to is delivered, and only from where the app is", async () => {
  const heard: string[] = [];
  await open(
    (app) => {
      for (const type of ["member_joined_channel", "channel_archive", "channel_rename", "user_change"])
        app.event(type, async ({ event }) => {
          heard.push(event.type);
        });
    },
    { app: { events: ["member_joined_channel", "channel_archive", "user_change"] } },
  );
  await joins(local.workspace, local.door, "UGUS", "CGENERAL");
  await joins(local.workspace, local.door, "ULENA", "CNIGHT");
  await renames(local.workspace, local.door, "CNIGHT", "night-crew");
  await archives(local.workspace, local.door, "CNIGHT", "UADA");
  await deactivates(local.workspace, local.door, "ULENA");
  expect(heard).toEqual(["member_joined_channel", "channel_archive", "user_change"]);
});

test("inviting the app into a channel lets it speak there, and it hears of it", async () => {
  await open((app) =>
    app.event("member_joined_channel", async ({ event, client }) => {
      if (event.user === "UBEARINGS")
        await client.chat.postMessage({ channel: event.channel, text: "Thank you" });
    }),
  );
  const ada = local.visit("UADA");
  await ada.types("/invite @Bearings", { in: "#general" });
  expect(await ada.reads("#general")).toEqual(["joined #general", "Thank you"]);
});

test("after the app was removed its token is worth nothing", async () => {
  const heard: string[] = [];
  await open((app) => {
    for (const type of ["app_uninstalled", "tokens_revoked"])
      app.event(type, async () => {
        heard.push(type);
      });
  });
  await uninstalls(local.workspace, local.door, "tokens_revoked");
  expect(heard).toEqual(["tokens_revoked", "app_uninstalled"]);
  const error = await local.slack.auth.test().catch((e) => e);
  expect(error.data.error).toBe("account_inactive");
});

test("a response_url takes five answers in half an hour", async () => {
  let at = Date.parse("2026-11-22T12:00:00Z");
  const urls: string[] = [];
  await open(
    (app) =>
      app.command("/bearings", async ({ ack, command }) => {
        urls.push(command.response_url);
        await ack();
      }),
    { now: () => new Date(at) },
  );
  const ada = local.visit("UADA");
  await ada.types("/bearings", { in: "#harbour-support" });
  await ada.types("/bearings", { in: "#harbour-support" });
  const [often = "", late = ""] = urls;
  const answer = async (url: string, text: string, type = "ephemeral") =>
    (await fetch(url, { method: "POST", body: JSON.stringify({ text, response_type: type }) })).status;
  const answers = [];
  for (let time = 1; time <= 6; time += 1) answers.push(await answer(often, `answer ${time}`, "in_channel"));
  expect(answers).toEqual([200, 200, 200, 200, 200, 404]);
  expect(await local.visit("UELIF").reads("#harbour-support")).toHaveLength(5);
  at += 30 * 60_000 + 1;
  expect(await answer(late, "too late")).toBe(404);
});
