import type { App } from "@slack/bolt";
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import { afterEach, expect, test } from "vitest";
import { type Options, openWithApp, orderModal } from "./small-app.ts";

let local: Awaited<ReturnType<typeof openWithApp>>;
afterEach(() => local.stop());
const open = async (listen: (app: App) => void = () => {}, options: Options = {}) => {
  local = await openWithApp(options, listen);
  return local.visit("UADA");
};

const plain = (text: string) => ({ type: "plain_text", text }) as const;
const button = (text: string): KnownBlock => ({
  type: "actions",
  elements: [{ type: "button", action_id: "go", text: plain(text), value: "v" }],
});
const ordering = (view: ModalView) => (app: App) => {
  app.command("/bearings", async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
};

test("what an app refuses stays open, with all that was typed and what is wrong beside its field", async () => {
  const ada = await open((app) => {
    ordering(orderModal())(app);
    app.view("order", async ({ ack, view }) => {
      const dish = view.state.values.dish?.name?.value;
      if (dish === "Stone soup")
        await ack({ response_action: "errors", errors: { dish: "We are out of stones." } });
      else await ack();
    });
  });
  await ada.types("/bearings order", { in: "#general" });
  await ada.fills({ Dish: "Stone soup", Size: "Large" });
  await ada.submits();
  expect(await ada.seesErrors()).toEqual({ Dish: "We are out of stones." });
  expect(await ada.readsModal()).toBe("Your order\nDish: Stone soup\nSize: Large\n[Send]");
  await ada.fills({ Dish: "Barley soup" });
  await ada.submits();
  expect(await ada.readsModal()).toBeNull();
});

test("the client itself asks for what is needed, and sends nothing", async () => {
  let sent = 0;
  const ada = await open((app) => {
    ordering(orderModal())(app);
    app.view("order", async ({ ack }) => {
      sent += 1;
      await ack();
    });
  });
  await ada.types("/bearings order", { in: "#general" });
  await ada.submits();
  expect(await ada.seesErrors()).toEqual({ Dish: "This one is needed." });
  expect(sent).toBe(0);
});

test("complaints about something that is no field are trouble, and the modal stays", async () => {
  const ada = await open((app) => {
    ordering(orderModal())(app);
    app.view("order", ({ ack }) => ack({ response_action: "errors", errors: { somewhere: "no" } }));
  });
  await ada.types("/bearings order", { in: "#general" });
  await ada.fills({ Dish: "Soup" });
  await ada.submits();
  expect(ada.seesTrouble()).toBe("We had some trouble connecting. Try again?");
  expect(await ada.readsModal()).toContain("Dish: Soup");
});

test("modals stack up to three, and each one closed shows the one below", async () => {
  const more = (title: string) => orderModal({ title: plain(title), callback_id: "more" });
  const refusals: string[] = [];
  const ada = await open((app) => {
    ordering(orderModal({ blocks: [button("Deeper")], callback_id: "more" }))(app);
    app.action("go", async ({ ack, body, client }) => {
      await ack();
      const trigger_id = "trigger_id" in body ? body.trigger_id : "";
      const view = orderModal({ title: plain("Next"), blocks: [button("Deeper")], callback_id: "more" });
      await client.views.push({ trigger_id, view }).catch((error) => refusals.push(error.data.error));
    });
    app.view("more", ({ ack }) => ack({ response_action: "update", view: more("Updated") }));
  });
  await ada.types("/bearings", { in: "#general" });
  await ada.presses("Deeper");
  await ada.presses("Deeper");
  expect((await local.client.see("UADA")).views).toHaveLength(3);
  await ada.presses("Deeper");
  expect(refusals).toEqual(["push_limit_reached"]);
  await ada.submits();
  expect(await ada.readsModal()).toContain("Updated");
  await ada.dismisses();
  expect(await ada.readsModal()).toContain("Next");
  await ada.dismisses();
  await ada.dismisses();
  expect(await ada.readsModal()).toBeNull();
});

test("a view drawn from stale knowledge is refused by its hash", async () => {
  const ada = await open(ordering(orderModal()));
  await ada.types("/bearings", { in: "#general" });
  const view_id = (await local.client.see("UADA")).views[0]?.id ?? "";
  const { view } = await local.slack.views.update({ view_id, view: orderModal() });
  const update = (hash: string) => local.slack.views.update({ view_id, hash, view: orderModal() });
  await update(view?.hash ?? "");
  await expect(update(view?.hash ?? "")).rejects.toMatchObject({ data: { error: "hash_conflict" } });
});

test("an app hears of a closed modal only where it asked to", async () => {
  const closed: unknown[] = [];
  const ada = await open((app) => {
    app.command("/bearings", async ({ ack, body, client }) => {
      await ack();
      const view = orderModal({ notify_on_close: body.text === "listening" });
      await client.views.open({ trigger_id: body.trigger_id, view });
    });
    app.view({ type: "view_closed", callback_id: "order" }, async ({ ack, body }) => {
      closed.push("is_cleared" in body && body.is_cleared);
      await ack();
    });
  });
  await ada.types("/bearings", { in: "#general" });
  await ada.dismisses();
  expect(closed).toEqual([]);
  await ada.types("/bearings listening", { in: "#general" });
  await ada.dismisses();
  expect(closed).toEqual([false]);
});

test("presses what is there, and says what there is when it isn't", async () => {
  const pressed: unknown[] = [];
  const ada = await open((app) =>
    app.action("go", async ({ ack, action, body }) => {
      pressed.push([body.user.id, "value" in action ? action.value : null]);
      await ack();
    }),
  );
  await local.slack.chat.postMessage({ channel: "CNIGHT", text: "x", blocks: [button("Give your reading")] });
  await ada.presses("Give your reading");
  expect(pressed).toEqual([["UADA", "v"]]);
  await expect(ada.presses("Close the round")).rejects.toThrow(
    'Ada Okafor does not see a button that says "Close the round". There is in #night-desk: [Give your reading].',
  );
  await expect(local.visit("ULENA").presses("Give your reading")).rejects.toThrow("nothing to press");
});

test("nobody can press what they don't see, whatever their client sends", async () => {
  await open();
  const { ts = "" } = await local.slack.chat.postMessage({
    channel: "CNIGHT",
    text: "x",
    blocks: [button("Go")],
  });
  const spot = { in: "message", channel: "CNIGHT", ts } as const;
  const sight = await local.client.see("UADA");
  const block = String(sight.messages.CNIGHT?.[0]?.blocks[0]?.block_id);
  const press = (as: string, action_id: string) =>
    local.client.act(as, { do: "press", spot, block, element: { type: "button", action_id } });
  expect(await press("ULENA", "go")).toEqual({ ok: false, trouble: "This is no longer there." });
  expect(await press("UADA", "other")).toEqual({ ok: false, trouble: "This is no longer there." });
});

test("fields of every kind are filled by the words beside them", async () => {
  let values: unknown;
  const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
  const input = (block_id: string, label: string, element: object) =>
    ({
      type: "input",
      block_id,
      optional: true,
      label: plain(label),
      element: { action_id: "a", ...element },
    }) as KnownBlock;
  const blocks = [
    input("when", "Day", { type: "datepicker" }),
    input("at", "Hour", { type: "timepicker" }),
    input("much", "Days", { type: "number_input", is_decimal_allowed: true }),
    input("who", "Leader", { type: "users_select" }),
    input("all", "Members", { type: "multi_users_select" }),
    input("where", "Channel", { type: "conversations_select" }),
    input("way", "Way", { type: "radio_buttons", options: [option("Up"), option("Down")] }),
    input("some", "Some", { type: "checkboxes", options: [option("One"), option("Two")] }),
    input("found", "Measure", { type: "external_select", min_query_length: 0 }),
  ];
  const ada = await open((app) => {
    ordering(orderModal({ blocks }))(app);
    app.options({ block_id: "found", action_id: "a" }, async ({ ack, payload }) => {
      await ack({ options: [option(`Found ${payload.value}`), option("Time to Smile")] as never });
    });
    app.view("order", async ({ ack, view }) => {
      values = Object.fromEntries(Object.entries(view.state.values).map(([block, held]) => [block, held.a]));
      await ack();
    });
  });
  await ada.types("/bearings", { in: "#general" });
  await ada.fills({
    Day: "2026-12-07",
    Hour: "10:00",
    Days: 2.5,
    Leader: "Ada Okafor",
    Members: ["Chen Wei", "Dalia"],
    Channel: "#general",
    Way: "Down",
    Some: ["One", "Two"],
    Measure: "Time to Smile",
  });
  await ada.submits();
  expect(values).toMatchObject({
    when: { selected_date: "2026-12-07" },
    at: { selected_time: "10:00" },
    much: { value: "2.5" },
    who: { selected_user: "UADA" },
    all: { selected_users: ["UCHEN", "UDALIA"] },
    where: { selected_conversation: "CGENERAL" },
    way: { selected_option: { value: "down" } },
    some: { selected_options: [{ value: "one" }, { value: "two" }] },
    found: { selected_option: { value: "time to smile" } },
  });
  await ada.types("/bearings", { in: "#general" });
  await expect(ada.fills({ Way: "Sideways" })).rejects.toThrow("Up | Down");
});

test("the home tab is drawn when somebody looks, for them alone", async () => {
  const ada = await open((app) =>
    app.event("app_home_opened", async ({ event, client }) => {
      const text = { type: "mrkdwn", text: `Hello <@${event.user}> & <#CHARBOUR> *now*` } as const;
      const view: HomeView = { type: "home", blocks: [{ type: "section", text }, button("Go")] };
      await client.views.publish({ user_id: event.user, view });
    }),
  );
  await ada.opensHome();
  expect(await ada.readsHome()).toBe("Hello @Ada Okafor & #harbour-support now\n[Go]");
  expect(await local.visit("UBRUNO").readsHome()).toBe("");
});

test("shortcuts are used by their names, on what is there", async () => {
  const used: string[] = [];
  const ada = await open((app) => {
    app.shortcut("give_reading", async ({ ack, body }) => {
      used.push(body.type);
      await ack();
    });
    app.shortcut({ type: "message_action", callback_id: "keep_reflection" }, async ({ ack, shortcut }) => {
      used.push(`${shortcut.message.text}`);
      await ack();
    });
  });
  await ada.types("We <wrote> it down", { in: "#harbour-support" });
  await ada.usesShortcut("Give a reading");
  await ada.usesShortcut("Keep as a reflection", { in: "#harbour-support", message: "We <wrote>" });
  expect(used).toEqual(["shortcut", "We &lt;wrote&gt; it down"]);
});
