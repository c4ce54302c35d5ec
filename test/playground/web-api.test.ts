import { afterEach, expect, test } from "vitest";
import { pretendedMethods } from "../../src/playground/web-api/index.ts";
import { clientFor, openWithApp } from "./small-app.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let local: Awaited<ReturnType<typeof openWithApp>>;
afterEach(() => local.stop());

/** Slack's own word for why a call was refused. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "taken",
    (error) => error.data?.error ?? error.code ?? error.name,
  );
}

test("says who the app is, and nothing to a token it doesn't know", async () => {
  local = await openWithApp();
  expect(await local.slack.auth.test()).toMatchObject({ ok: true, user_id: "UBEARINGS", team_id: "TLOCAL" });
  expect(await refusal(clientFor(local, "xoxb-other").auth.test())).toBe("invalid_auth");
  const answer = await fetch(`${local.slackApiUrl}auth.test`, { method: "POST" });
  expect([answer.status, await answer.json()]).toEqual([200, { ok: false, error: "not_authed" }]);
});

test("a method that isn't pretended is refused as Slack would, and loudly", async () => {
  local = await openWithApp();
  expect(await refusal(local.slack.pins.list({ channel: "CHARBOUR" }))).toBe("unknown_method");
  expect(local.log.said).toContain("not pretended yet: pins.list");
  expect(pretendedMethods).not.toContain("pins.list");
});

test("says only where the app may speak", async () => {
  local = await openWithApp();
  const { chat } = local.slack;
  const post = (channel: string, text = "hello") => refusal(chat.postMessage({ channel, text }));
  expect(await post("CHARBOUR")).toBe("taken");
  expect(await post("UADA")).toBe("taken");
  expect(await post("CGENERAL")).toBe("not_in_channel");
  expect(await post("CLEADS")).toBe("channel_not_found");
  expect(await post("COLDDESK")).toBe("is_archived");
  expect(await post("CHARBOUR", "")).toBe("no_text");
  expect(await local.visit("UADA").readsDirect()).toEqual(["hello"]);
});

test("a message that Slack would refuse is refused, with what is wrong and where", async () => {
  local = await openWithApp();
  const blocks = [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }] as never;
  const error = await local.slack.chat
    .postMessage({ channel: "CHARBOUR", text: "x", blocks })
    .catch((e) => e);
  expect(error.data.error).toBe("invalid_blocks");
  expect(error.data.errors).toEqual([
    {
      code: "failed_constraint",
      message: "must be at most 150 characters",
      pointer: "/blocks/0/text/text",
      constraint: { type: "max_length", expected: 150 },
    },
  ]);
  expect(await local.visit("UADA").reads("#harbour-support")).toEqual([]);
});

test("changes and takes away only the app's own messages", async () => {
  local = await openWithApp();
  const { chat } = local.slack;
  const ada = local.visit("UADA");
  await ada.types("good morning", { in: "#harbour-support" });
  const [adas] = (await local.client.see("UADA")).messages.CHARBOUR ?? [];
  const { ts = "" } = await chat.postMessage({ channel: "CHARBOUR", text: "first" });
  expect(ts).not.toBe(adas?.ts);
  await chat.update({ channel: "CHARBOUR", ts, text: "second" });
  expect(await ada.reads("#harbour-support")).toEqual(["good morning", "second"]);
  expect(await refusal(chat.update({ channel: "CHARBOUR", ts, text: "x".repeat(4001) }))).toBe(
    "msg_too_long",
  );
  expect(await refusal(chat.update({ channel: "CHARBOUR", ts: "1.000000", text: "x" }))).toBe(
    "message_not_found",
  );
  expect(await refusal(chat.update({ channel: "CHARBOUR", ts: adas?.ts ?? "", text: "x" }))).toBe(
    "cant_update_message",
  );
  expect(await refusal(chat.delete({ channel: "CHARBOUR", ts: adas?.ts ?? "" }))).toBe("cant_delete_message");
  await chat.delete({ channel: "CHARBOUR", ts });
  expect(await ada.reads("#harbour-support")).toEqual(["good morning"]);
});

test("an ephemeral message is seen by the one it is for, and nobody else", async () => {
  local = await openWithApp();
  const say = (user: string) =>
    refusal(local.slack.chat.postEphemeral({ channel: "CNIGHT", user, text: "only you" }));
  expect(await say("UBRUNO")).toBe("taken");
  expect(await say("ULENA")).toBe("user_not_in_channel");
  expect(await local.visit("UBRUNO").reads("#night-desk")).toEqual(["only you"]);
  expect(await local.visit("UADA").reads("#night-desk")).toEqual([]);
});

test("a page holds fewer members than were asked for, and only an empty cursor ends the list", async () => {
  local = await openWithApp();
  const first = await local.slack.conversations.members({ channel: "CHARBOUR", limit: 100 });
  expect(first.members).toHaveLength(4);
  expect(first.response_metadata?.next_cursor).not.toBe("");
  const all: string[] = [];
  for await (const page of local.slack.paginate("conversations.members", { channel: "CHARBOUR", limit: 100 }))
    all.push(...((page as { members?: string[] }).members ?? []));
  expect(new Set(all).size).toBe(13);
  expect(all).toHaveLength(13);
  const members = (more: object) =>
    refusal(local.slack.conversations.members({ channel: "CHARBOUR", ...more }));
  expect(await members({ cursor: "nonsense" })).toBe("invalid_cursor");
  expect(await members({ limit: 0 })).toBe("invalid_limit");
});

test("tells people with their zone, guests as guests, and never an address", async () => {
  local = await openWithApp({ now: () => new Date("2026-11-22T12:00:00Z") });
  const { user: gus } = await local.slack.users.info({ user: "UGUS" });
  expect(gus).toMatchObject({ is_restricted: true, tz: "Europe/Stockholm", tz_offset: 3600 });
  const { user: farah } = await local.slack.users.info({ user: "UFARAH" });
  expect(farah).toMatchObject({ tz_offset: 19800, profile: { status_text: "On leave" } });
  expect(JSON.stringify(gus)).not.toContain("@");
  expect(await refusal(local.slack.users.info({ user: "UNOBODY" }))).toBe("user_not_found");
});

test("knows public channels, and private ones only where the app is in", async () => {
  local = await openWithApp({ pageSize: 100 });
  const { channels } = await local.slack.conversations.list({ types: "public_channel,private_channel" });
  expect(channels?.map((one) => [one.name, one.is_member])).toEqual([
    ["general", false],
    ["harbour-support", true],
    ["night-desk", true],
    ["old-desk", true],
  ]);
  expect(await refusal(local.slack.conversations.info({ channel: "CLEADS" }))).toBe("channel_not_found");
  const { channels: own } = await local.slack.users.conversations({ exclude_archived: true });
  expect(own?.map((one) => one.name)).toEqual(["harbour-support", "night-desk"]);
});

test("a picture goes up in three steps, is seen by its own address, and can stand in a message", async () => {
  local = await openWithApp();
  const uploaded = await local.slack.filesUploadV2({
    filename: "strip.png",
    file: PNG,
    alt_text: "Five strips",
  });
  const id = uploaded.files[0]?.files?.[0]?.id ?? "";
  const seen = await fetch(`${local.address}files/${id}.png`);
  expect(seen.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await seen.arrayBuffer())).toEqual(PNG);
  const show = (file: string) =>
    refusal(
      local.slack.chat.postMessage({
        channel: "CHARBOUR",
        text: "a picture",
        blocks: [{ type: "image", slack_file: { id: file }, alt_text: "Five strips" }],
      }),
    );
  expect(await show(id)).toBe("taken");
  expect(await show("FNOWHERE")).toBe("invalid_blocks");
  expect(await local.visit("UADA").reads("#harbour-support")).toEqual(["[picture: Five strips]"]);
});

test("a missing argument is named, and so is a missing scope", async () => {
  local = await openWithApp({ app: { scopes: ["chat:write"] } });
  const error = await local.slack.chat.update({ channel: "CHARBOUR" } as never).catch((e) => e);
  expect(error.data).toMatchObject({
    error: "invalid_arguments",
    response_metadata: { messages: ["[ERROR] missing required field: ts"] },
  });
  expect(await refusal(local.slack.users.info({ user: "UADA" }))).toBe("missing_scope");
});

test("fails as it was told to: too many calls, broken, silent, or done without an answer", async () => {
  local = await openWithApp();
  const { faults } = local.workspace;
  const post = () => refusal(local.slack.chat.postMessage({ channel: "CHARBOUR", text: "said" }));
  const heard = async () => (await local.visit("UADA").reads("#harbour-support")).length;
  faults.set("chat.postMessage", { kind: "429", retryAfter: 7 });
  const limited = await local.slack.chat.postMessage({ channel: "CHARBOUR", text: "x" }).catch((e) => e);
  expect(limited.retryAfter).toBe(7);
  for (const kind of ["500", "timeout", "account_inactive"]) {
    faults.set("chat.postMessage", { kind });
    expect([kind, await post(), await heard()]).not.toContain("taken");
    expect(await heard()).toBe(0);
  }
  faults.set("chat.postMessage", { kind: "drop-after-accept" });
  expect(await post()).not.toBe("taken");
  expect(await heard()).toBe(1);
  expect(await post()).toBe("taken");
});

test("where limits hold, a channel takes one message a second and a method its tier", async () => {
  let at = Date.parse("2026-11-22T12:00:00Z");
  local = await openWithApp({ limitRates: true, now: () => new Date(at) });
  const post = (channel: string) =>
    local.slack.chat.postMessage({ channel, text: "x" }).then(
      () => 0,
      (error) => error.retryAfter,
    );
  expect([await post("CHARBOUR"), await post("CHARBOUR"), await post("CNIGHT")]).toEqual([0, 1, 0]);
  at += 1_000;
  expect(await post("CHARBOUR")).toBe(0);
  for (let call = 0; call < 20; call += 1) await local.slack.users.list({});
  expect(await local.slack.users.list({}).catch((error) => error.retryAfter)).toBe(60);
});
