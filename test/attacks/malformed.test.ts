/**
 * Somebody sends what is broken: without the secret, and with it, as a program gone wrong at Slack's would. Nothing ends,
 * nothing is trouble of ours, and not a row changes but the ids of what was heard.
 */
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as payloads from "../../src/playground/payloads.ts";
import { placesOf } from "../../src/playground/places.ts";
import { modalsOf } from "../../src/playground/views.ts";
import { anySeed, type Chance, chance } from "../support/chance.ts";
import { buttonIn, fingerprints } from "../support/forging.ts";
import { type Broken, broken, type Whole } from "../support/malformed.ts";
import { bySize } from "../support/size.ts";
import { openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

const count = bySize({ commit: 500, nightly: 10_000, release: 100_000 });
/** Whoever listens to nothing of a request lets it wait for three seconds: so many are on the line at once. */
const atOnce = 125;

let both: TwoTeams;
let wholes: readonly Whole[];
const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);

beforeAll(async () => {
  process.on("unhandledRejection", note);
  both = await openTwoTeams();
  await both.as("chen").presses("Give your reading", { in: "#harbour-support" });
  await both.town.behindTheDoor.idle?.();
  wholes = wholeOnes();
}, 60_000);

afterAll(async () => {
  process.off("unhandledRejection", note);
  await both.town.stop();
});

type Came = { readonly status: number | string; readonly took: number };

/** As much as a line takes in, whether or not anybody reads it. */
const buffered = 60_000;

/** On a line of its own: of one that is used again nobody knows which request broke it. */
function send({ body, headers }: Broken): Promise<Came> {
  const began = performance.now();
  return new Promise((came) => {
    const end = (status: Came["status"]) => came({ status, took: performance.now() - began });
    const address = `${both.town.local.address}slack/events`;
    const asking = request(address, { method: "POST", headers, agent: false }, (response) => {
      response.resume();
      end(response.statusCode ?? 0);
    });
    // What is turned away while it is still being sent may find the line closed before it has read why.
    asking.on("error", ({ code }: NodeJS.ErrnoException) =>
      end(body.length > buffered ? "turned away" : (code ?? "broken")),
    );
    asking.end(body);
  });
}

async function sendMany(by: Chance, secret: string | null) {
  const came: (Came & { readonly how: string })[] = [];
  const startedWith = process.memoryUsage.rss();
  for (let sent = 0; sent < count; sent += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, count - sent) }, () =>
      broken(by.one(wholes), by, secret),
    );
    came.push(...(await Promise.all(some.map(async (one) => ({ how: one.how, ...(await send(one)) })))));
    await both.town.behindTheDoor.idle?.();
  }
  const grown = Math.round((process.memoryUsage.rss() - startedWith) / 1_048_576);
  const heard = came.filter(({ status, took }) => status !== 404 || took < 2_900).map(({ took }) => took);
  const p99 = heard.sort((one, other) => one - other)[Math.floor(heard.length * 0.99)] ?? 0;
  const told = [...new Set(came.map(({ status }) => status))].map(
    (status) => `${status}: ${came.filter((one) => one.status === status).length}`,
  );
  process.stdout.write(
    `malformed, ${secret === null ? "unsigned" : "signed"}: ${count} (seed ${by.seed}), ${told.join(", ")}; p99 ${Math.round(p99)} ms with ${atOnce} at once, memory ${grown < 0 ? "" : "+"}${grown} MB\n`,
  );
  return came;
}

describe.each([
  ["unsigned", [200, 400, 401, 413, 415, "turned away"]],
  ["signed", [200, 400, 401, 404, 413, 415, "turned away"]],
] as const)("%s nonsense", (kind, known) => {
  test("is answered, ends nothing and changes nothing", { timeout: 6 * 3_600_000 }, async () => {
    const { town } = both;
    const by = chance(anySeed());
    const before = await fingerprints(town.world.db);
    const came = await sendMany(by, kind === "signed" ? town.local.signingSecret : null);
    await town.behindTheDoor.idle?.();
    await town.listening.settled();
    await sleep(10);
    expect(
      came.filter(({ status }) => !(known as readonly unknown[]).includes(status)),
      `seed ${by.seed}`,
    ).toEqual([]);
    if (kind === "unsigned") {
      const taken = came.filter(
        ({ status, how }) => status === 200 && !how.includes("check of the connection"),
      );
      expect(taken).toEqual([]);
    }
    expect(unhandled).toEqual([]);
    expect(await fingerprints(town.world.db), `seed ${by.seed}`).toEqual(before);
    expect(town.troubles.filter((trouble) => trouble.includes("the door broke"))).toEqual([]);
  });
});

test("whoever comes after all of that is served as ever, and what they do is written", async () => {
  const before = await fingerprints(both.town.world.db);
  const elif = both.as("elif");
  await elif.presses("Give your reading", { in: "#harbour-support" });
  await elif.fills({ Customer: "Holding" });
  await elif.submits();
  expect(await elif.readsModal()).toBeNull();
  expect(await fingerprints(both.town.world.db)).not.toEqual(before);
});

/** One of each kind that Slack sends, by people who may: what reads is broken anywhere, what writes where it matters. */
function wholeOnes(): readonly Whole[] {
  const { workspace } = both.town.local;
  const place = placesOf(workspace.state, "UCHEN").find(({ name }) => name === "harbour-support");
  const channel = workspace.state.channels.find(({ id }) => id === "CHARBOUR");
  const message = workspace.state.messages.CHARBOUR?.at(-1);
  const [modal] = modalsOf(workspace, "UCHEN");
  if (place === undefined || channel === undefined || message === undefined || modal === undefined)
    throw new Error("There is no round to answer.");
  const button = (label: string) => {
    const { type, action_id, value, text } = buttonIn(both.town, "CHARBOUR", label);
    const action = { type, action_id, text, value, block_id: "b", action_ts: "1.000001" };
    return payloads.pressedInMessage(workspace, "UCHEN", place, message, action, {});
  };
  const said = {
    type: "radio_buttons",
    selected_option: { value: "slipping", text: { type: "plain_text", text: "Slipping" } },
  };
  const acting = [["user"], ["user", "id"], ["team"], ["team", "id"]];
  const json = (event: object) => ({
    type: "event_callback",
    team_id: workspace.state.team.id,
    api_app_id: "A1",
    event_id: "EvBROKEN",
    event_time: 1,
    event,
  });
  return [
    {
      name: "/bearings help",
      as: "form",
      body: payloads.commandFields(workspace, "UCHEN", place, "/bearings", "help"),
    },
    {
      name: "/bearings metric",
      as: "form",
      body: payloads.commandFields(workspace, "UCHEN", place, "/bearings", "metric time to smile"),
    },
    { name: "What is this?", as: "payload", body: button("What is this?") },
    { name: "Give your reading", as: "payload", body: button("Give your reading") },
    {
      name: "Not this week",
      as: "payload",
      body: button("Not this week"),
      within: [
        ...acting,
        ["actions"],
        ["actions", "0"],
        ["actions", "0", "value"],
        ["actions", "0", "action_id"],
        ["type"],
      ],
    },
    {
      name: "Keep it",
      as: "payload",
      body: payloads.submitted(workspace, "UCHEN", modal, { "direction:customer": { said } }),
      within: [
        ...acting,
        ["type"],
        ["view"],
        ["view", "callback_id"],
        ["view", "private_metadata"],
        ["view", "state"],
        ["view", "state", "values"],
        ["view", "state", "values", "direction:customer"],
        ["view", "state", "values", "direction:customer", "said"],
      ],
    },
    { name: "a shortcut", as: "payload", body: payloads.globalShortcut(workspace, "UCHEN", "give_reading") },
    {
      name: "a shortcut on a message",
      as: "payload",
      body: payloads.messageShortcut(workspace, "UCHEN", "keep_reflection", place, message),
    },
    {
      name: "a home tab that opens",
      as: "json",
      body: json({ type: "app_home_opened", user: "UCHEN", channel: "DCHEN", tab: "messages" }),
    },
    {
      name: "somebody joins",
      as: "json",
      body: json({ type: "member_joined_channel", user: "UNOBODY", channel: "CNOWHERE" }),
    },
  ];
}
