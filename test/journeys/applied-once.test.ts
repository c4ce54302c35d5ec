/**
 * Whatever comes twice is applied once: everything that Bearings listens to, tried as it arrives when Slack tries again,
 * when a network stutters, and when a finger presses twice. The list is the app's own, so a new listener without a line
 * here fails.
 */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { writeFrameworkFile } from "../../src/core/framework-file.ts";
import type { TeamId } from "../../src/core/ids.ts";
import { giveTrigger } from "../../src/playground/triggers.ts";
import type { Visitor } from "../../src/playground/visitor.ts";
import type { CallSeen, Workspace } from "../../src/playground/workspace.ts";
import { measuresKept } from "../../src/store/frameworks.ts";
import { choosesForged, pressesForged } from "../support/forging.ts";
import { type Copies, openRepeater, type Repeater } from "../support/repeating.ts";
import { remember, standing } from "../support/rewinding.ts";
import type { TestTown } from "../support/town.ts";
import { openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

const channel = "#harbour-support";
const noticed = "If anything: a moment, a pattern, something a customer said";

let both: TwoTeams;
let town: TestTown;
let repeater: Repeater;
let calls: CallSeen[] = [];
let whileOpen: Awaited<ReturnType<typeof remember>>;
let onceClosed: Awaited<ReturnType<typeof remember>>;

const as = (name: string): Visitor => town.local.visit(`U${name.toUpperCase()}`);

beforeAll(async () => {
  both = await openTwoTeams();
  town = both.town;
  const { workspace } = town.local;
  (workspace as { seen: Workspace["seen"] }).seen = (call) => void calls.push(call);
  for (const name of ["chen", "dalia", "elif", "farah", "hana"]) {
    const who = as(name);
    await who.types("/bearings checkin", { in: channel });
    await who.fills({ Customer: "Slipping", [noticed]: "The queue was long." });
    await who.submits();
    expect(await who.readsModal()).toBeNull();
  }
  whileOpen = await remember(town, "open");
  await town.turnTo(Temporal.Instant.from("2026-11-26T16:01:00Z"));
  onceClosed = await remember(town, "closed");
  repeater = openRepeater(town.local.signingSecret, (old) =>
    giveTrigger(workspace, workspace.state.triggers[old]?.person ?? ""),
  );
}, 60_000);

/** A form that is drawn twice at the same moment: Slack takes the first, and says so to the second. */
const drawnOver = "hash_conflict";
afterEach(() => expect(both.newTroubles().filter((one) => !one.includes(drawnOver))).toEqual([]));
afterAll(async () => {
  repeater.stop();
  await whileOpen.back();
  await whileOpen.forget();
  await onceClosed.forget();
  await town.stop();
});

/** One thing that somebody does: first what leads up to it, and then itself, which is what comes more than once. */
type Doing = {
  readonly when?: "open" | "closed";
  readonly before?: () => Promise<unknown>;
  readonly does: () => Promise<unknown>;
  /** What it leaves behind: the tables that have more or fewer rows than before. */
  readonly leaves?: Readonly<Record<string, number>>;
};

const carrying = (more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    v: 1,
    of: {
      ...both.ours,
      channel: "CHARBOUR",
      measure: "time-to-smile",
      week: "2026-W48",
      kinds: [],
      page: 0,
      ...more,
    },
  });
const presses = (name: string, button: string, more: Readonly<Record<string, unknown>> = {}) =>
  pressesForged(town, `U${name.toUpperCase()}`, button, carrying(more));
const press = (button: string, name = "chen"): Doing => ({ does: () => presses(name, button) });

/** Presses a button and fills in the modal that it opens, ready to be sent off. */
function opens(name: string, button: string, said: Parameters<Visitor["fills"]>[0] = {}): Doing {
  let who: Visitor;
  return {
    before: async () => {
      who = as(name);
      await presses(name, button);
      await who.fills(said);
    },
    does: () => who.submits(),
  };
}

function types(name: string, line: string): Doing {
  return { does: () => as(name).types(line, { in: channel }) };
}

/** Its token is taken back, so that Bearings believes what it is told. */
async function takenOut(): Promise<void> {
  town.local.workspace.faults.set("auth.test", { kind: "account_inactive", times: null });
}

/** Bearings is in there, without a word about it. */
async function invited(id: string): Promise<void> {
  const place = town.local.workspace.state.channels.find((one) => one.id === id);
  if (place === undefined) throw new Error(`There is no ${id}.`);
  place.members = [...new Set([...place.members, "UBEARINGS"])];
}

/** Slack tells of something in the team's channel. */
const happens = (event: string, more: Readonly<Record<string, unknown>> = {}) =>
  town.local.door.event(event, { channel: "CHARBOUR", ...more });

let sending: Visitor;

/** In the modal of leadership time, after what is pressed first. */
function overWeeks(label: string, first?: string): Doing {
  return {
    before: async () => {
      sending = as("ada");
      await presses("ada", "focus_weeks");
      if (first !== undefined) await sending.presses(first);
    },
    does: () => sending.presses(label),
  };
}

/** In the modal of measures, where Business is looked at. */
function inMeasures(does: () => Promise<unknown>, before?: () => Promise<unknown>): Doing {
  return {
    before: async () => {
      sending = as("ada");
      await presses("ada", "open_measures");
      await sending.fills({ Category: "Business" });
      await before?.();
    },
    does,
  };
}

/** A framework as a file, in the parts that fit into a modal. */
async function pasteFramework(): Promise<void> {
  const kept = await measuresKept(town.world.db, both.ours.team as TeamId);
  const parts = writeFrameworkFile(kept).match(/[\s\S]{1,3000}/g) ?? [];
  const labels = ["The file, or its first part", "Second part", "Third part", "Fourth part"];
  await sending.presses("Bring one in");
  await sending.fills(Object.fromEntries(parts.map((part, at) => [labels[at] ?? "", part])));
}

const refund = "The refund took three people.";
const quote = "5b0f6c7e-0f65-4d1b-9d0e-00000000000a";

/** Dalia was asked about a message of hers. */
const asked = () =>
  town.world.db.execute(
    sql`insert into quotes (id, round, author, text, link) values (${quote}, ${both.ours.round}, 'UDALIA', ${refund}, 'https://local.slack.com/archives/CHARBOUR/p1')`,
  );

const doings: Readonly<Record<string, readonly Doing[]>> = {
  "command /bearings": [
    types("ivan", "/bearings help"),
    types("ivan", "/bearings checkin"),
    types("ivan", "/bearings trends"),
    { ...types("ivan", "/bearings away 24 dec - 2 jan"), leaves: { away: 1 } },
    {
      before: () => as("ivan").types("/bearings away 24 dec - 2 jan", { in: channel }),
      ...types("ivan", "/bearings away back"),
      leaves: { away: -1 },
    },
    { ...types("ivan", "/bearings metric time to smile 3"), leaves: { noted_values: 1 } },
    types("ada", "/bearings setup"),
    types("ada", "/bearings close"),
    types("ada", "/bearings digest"),
  ],
  "button learning_log": [press("learning_log")],
  "submission learning_log": [opens("chen", "learning_log", { "Words in it": "hand-off" })],
  "button away": [{ does: () => pressesForged(town, "UIVAN", "away", "-") }],
  "submission away": [
    {
      before: async () => {
        sending = as("ivan");
        await pressesForged(town, "UIVAN", "away", "-");
      },
      does: () => sending.submits(),
      leaves: { away: 1 },
    },
  ],
  "shortcut keep_reflection": [
    {
      before: () => as("ivan").types(refund, { in: channel }),
      does: () => as("ivan").usesShortcut("Keep as a reflection", { in: channel, message: refund }),
    },
  ],
  "submission ask_for_quote": [
    {
      before: async () => {
        await as("dalia").types(refund, { in: channel });
        sending = as("ivan");
        await sending.usesShortcut("Keep as a reflection", { in: channel, message: refund });
      },
      does: () => sending.submits(),
      leaves: { quotes: 1, deliveries: 1 },
    },
  ],
  "button quote_yes": [{ before: asked, does: () => presses("dalia", "quote_yes", { quote }) }],
  "button quote_no": [{ before: asked, does: () => presses("dalia", "quote_no", { quote }) }],
  "shortcut give_reading": [{ does: () => as("ivan").usesShortcut("Give a reading") }],
  "event app_home_opened": [{ does: () => as("ivan").opensHome() }],
  "event member_joined_channel": [
    {
      before: () => invited("CGENERAL"),
      does: () =>
        town.local.door.event("member_joined_channel", {
          user: "UBEARINGS",
          channel: "CGENERAL",
          channel_type: "C",
          team: "TLOCAL",
        }),
      leaves: { deliveries: 1 },
    },
  ],
  "button set_up_team": [press("set_up_team", "ada")],
  "button setup_channel": [
    {
      before: async () => {
        sending = as("ivan");
        await sending.types("/bearings setup", { in: "#general" });
      },
      does: () => sending.fills({ "Which channel is the team's?": "CGENERAL" }),
    },
  ],
  "submission setup": [
    {
      ...opens("ada", "set_up_team", { "What is the team called?": "Harbour" }),
    },
    {
      before: async () => {
        await invited("CGENERAL");
        sending = as("ivan");
        await sending.types("/bearings setup", { in: "#general" });
        await sending.fills({
          "Who takes part?": ["UIVAN", "UCHEN", "UDALIA", "UELIF", "UFARAH"],
          "Who leads it?": ["UIVAN"],
        });
      },
      does: () => sending.submits(),
      leaves: { teams: 1, members: 5, leaders: 1, digest_rhythms: 1, deliveries: 1 },
    },
  ],
  "button give_reading": [press("give_reading")],
  "button not_this_week": [{ ...press("not_this_week", "ivan"), leaves: { not_this_week: 1 } }],
  "button what_is_this": [press("what_is_this")],
  "submission check_in": [
    opens("chen", "give_reading", { Customer: "Improving" }),
    {
      ...opens("ivan", "give_reading", { Customer: "Holding", [noticed]: "It was calm." }),
      // Nine subjects are asked: five categories and the four measures of this week's closer look.
      leaves: { answers: 1, readings: 9, reflections: 1 },
    },
  ],
  "button talked_about": [{ ...press("talked_about"), when: "closed" }],
  "button try_something": [{ ...press("try_something"), when: "closed" }],
  "button why_these_words": [{ ...press("why_these_words"), when: "closed" }],
  "button all_noticed": [{ ...press("all_noticed"), when: "closed" }],
  "button who_said_which": [{ ...press("who_said_which"), when: "closed" }],
  "button why_these_trends": [{ ...press("why_these_trends"), when: "closed" }],
  "button why_this_digest": [{ ...press("why_this_digest", "ada"), when: "closed" }],
  "button try_start": [press("try_start")],
  "submission try": [
    {
      ...opens("chen", "try_start", {
        "What will you try?": "One article per hand-off",
        "What is it for?": "Business",
      }),
      leaves: { tries: 1, deliveries: 1 },
    },
  ],
  "button try_learned": [press("try_learned")],
  "button try_still_going": [press("try_still_going")],
  "button try_dropped": [press("try_dropped")],
  "submission try_learned": [opens("chen", "try_learned", { "What did you learn?": "Less is more." })],
  "submission try_still_going": [{ ...opens("chen", "try_still_going"), leaves: { deliveries: 1 } }],
  "button report_focus": [press("report_focus", "ada")],
  "submission focus": [
    { ...opens("ada", "report_focus", { Customer: "A lot" }), leaves: { focus_reports: 1 } },
  ],
  "button focus_weeks": [press("focus_weeks", "ada")],
  "button focus_weeks_4": [overWeeks("Over 4 weeks", "Over 12 weeks")],
  "button focus_weeks_12": [overWeeks("Over 12 weeks")],
  "button focus_weeks_26": [overWeeks("Over 26 weeks")],
  "button focus_pool": [press("focus_pool", "ada")],
  "button focus_leave_pool": [press("focus_leave_pool", "ada")],
  "button change_focus_shares": [press("change_focus_shares", "ada")],
  "submission focus_shares": [
    {
      ...opens("ada", "change_focus_shares", {
        "Customer, in percent": "30",
        "Employee, in percent": "10",
        "Why?": "The contract begins.",
      }),
      leaves: { focus_shares: 1 },
    },
  ],
  "button digest_preview": [press("digest_preview", "ada")],
  "button digest_when": [press("digest_when", "ada")],
  "submission digest_when": [opens("ada", "digest_when", { On: "Monday" })],
  "button share_look_up": [press("share_look_up", "ivan")],
  "button note_number": [press("note_number", "ivan")],
  "submission note_number": [
    { ...opens("ivan", "note_number", { "How many days?": "3" }), leaves: { noted_values: 1 } },
  ],
  "button take_back_note": [
    {
      before: async () => {
        sending = as("ivan");
        await sending.types("/bearings metric time to smile 4", { in: channel });
        await sending.types("/bearings metric time to smile 3", { in: channel });
      },
      does: () => sending.presses("Undo", { in: channel }),
      leaves: { noted_values: -1 },
    },
  ],
  "button my_data": [press("my_data", "ivan")],
  "button my_data_back": [press("my_data_back", "ivan")],
  "button ask_to_delete_mine": [press("ask_to_delete_mine", "ivan")],
  "button ask_for_my_file": [press("ask_for_my_file", "ivan")],
  "submission send_my_file": [opens("ivan", "ask_for_my_file")],
  "submission delete_mine": [
    { ...opens("chen", "ask_to_delete_mine"), leaves: { answers: -1, readings: -9, reflections: -1 } },
  ],
  "button i_am_back": [
    {
      before: () => as("ivan").types("/bearings away 24 dec - 2 jan", { in: channel }),
      does: () => pressesForged(town, "UIVAN", "i_am_back", "-"),
      leaves: { away: -1 },
    },
  ],
  "button open_now": [
    {
      before: () => town.world.db.execute(sql`delete from rounds where team = ${both.theirs.team}`),
      does: () => presses("bruno", "open_now", { team: both.theirs.team }),
      leaves: { rounds: 1, roster: 6, deliveries: 1 },
    },
  ],
  "button pause_team": [press("pause_team", "ada")],
  "button resume_team": [press("resume_team", "ada")],
  "button move_team": [press("move_team", "ada")],
  "button delete_team": [press("delete_team", "ada")],
  "submission pause_team": [{ ...opens("ada", "pause_team"), leaves: { deliveries: 1 } }],
  "submission resume_team": [
    {
      before: async () => {
        await town.world.db.execute(sql`update teams set paused = true`);
        sending = as("ada");
        await presses("ada", "resume_team");
      },
      does: () => sending.submits(),
      leaves: { deliveries: 1 },
    },
  ],
  "submission move_team": [
    {
      before: async () => {
        await invited("CGENERAL");
        sending = as("ada");
        await presses("ada", "move_team");
        await sending.fills({ "To which channel?": "CGENERAL" });
      },
      does: () => sending.submits(),
      leaves: { deliveries: 2 },
    },
  ],
  "submission delete_team": [opens("ada", "delete_team")],
  "submission delete_team_for_good": [
    {
      before: async () => {
        sending = as("ada");
        await presses("ada", "delete_team");
        await sending.submits();
      },
      does: () => sending.submits(),
    },
  ],
  "button take_over": [
    {
      before: () => town.world.db.execute(sql`delete from leaders where team = ${both.ours.team}`),
      ...press("take_over"),
      leaves: { leaders: 1, digest_rhythms: 1, deliveries: 1 },
    },
  ],
  "event user_change": [
    {
      does: () => happens("user_change", { user: { id: "UIVAN", deleted: true } }),
      leaves: { members: -1, deliveries: 1 },
    },
  ],
  "event member_left_channel": [
    { does: () => happens("member_left_channel", { user: "UIVAN" }), leaves: { deliveries: 1 } },
  ],
  ...Object.fromEntries(
    [
      "channel_left",
      "group_left",
      "channel_archive",
      "group_archive",
      "channel_deleted",
      "group_deleted",
    ].map((event) => [`event ${event}`, [{ does: () => happens(event), leaves: { deliveries: 1 } }]]),
  ),
  "event channel_shared": [
    { does: () => happens("channel_shared", { connected_team_id: "TOTHER" }), leaves: { deliveries: 1 } },
  ],
  "event channel_unshared": [
    {
      before: () => town.world.db.execute(sql`update teams set shared_beyond = true`),
      does: () => happens("channel_unshared", { is_ext_shared: false }),
      leaves: {},
    },
  ],
  "event channel_id_changed": [
    {
      does: () => happens("channel_id_changed", { old_channel_id: "CHARBOUR", new_channel_id: "CGENERAL" }),
      leaves: { deliveries: 1 },
    },
  ],
  "event app_uninstalled": [{ before: takenOut, does: () => happens("app_uninstalled"), leaves: {} }],
  "event tokens_revoked": [
    {
      before: takenOut,
      does: () => happens("tokens_revoked", { tokens: { oauth: [], bot: ["UBEARINGS"] } }),
      leaves: {},
    },
  ],
  "button find_measure": [{ does: () => pressesForged(town, "UIVAN", "find_measure", "time-to-smile") }],
  "button open_measures": [press("open_measures", "ada")],
  "button measures_category": [
    inMeasures(() => choosesForged(town, "UADA", "measures_category", "employee")),
  ],
  "button measure_act": [inMeasures(() => choosesForged(town, "UADA", "measure_act", "down time-to-smile"))],
  "button measure_bring_back": [
    inMeasures(
      () => choosesForged(town, "UADA", "measure_bring_back", "time-to-smile"),
      () => choosesForged(town, "UADA", "measure_act", "retire time-to-smile"),
    ),
  ],
  "button measure_add": [inMeasures(() => sending.presses("Add a measure"))],
  "button measures_back": [
    inMeasures(
      () => sending.presses("Back"),
      () => sending.presses("Add a measure"),
    ),
  ],
  "submission measure": [
    inMeasures(
      () => sending.submits(),
      async () => {
        await sending.presses("Add a measure");
        await sending.fills({
          Name: "First reply",
          "What it means": "Until somebody answered.",
          Unit: "Days",
        });
      },
    ),
  ],
  "button framework_send": [inMeasures(() => sending.presses("Send me a file"))],
  "button framework_bring_in": [inMeasures(() => sending.presses("Bring one in"))],
  "submission framework_bring_in": [inMeasures(() => sending.submits(), pasteFramework)],
  "submission export": [
    {
      before: async () => {
        sending = as("ada");
        await sending.types("/bearings export", { in: channel });
      },
      does: () => sending.submits(),
    },
  ],
  "button ask_to_close": [press("ask_to_close", "ada")],
  "submission close_round": [opens("ada", "ask_to_close")],
};

type Effects = {
  readonly rows: Readonly<Record<string, number>>;
  /** What Slack was asked to say, show or draw, and did. */
  readonly said: readonly string[];
  /** What the app answered each copy. */
  readonly answers: readonly string[];
};

const changing = /^(chat|views|files)\./;
const told = () =>
  calls
    .filter(({ method, taken }) => taken && changing.test(method))
    .map(({ method, args }) => `${method} ${args.channel ?? ""}`.trim());
/** To a whole channel, and not to one person. */
const toAll = (said: readonly string[]) => said.filter((one) => one.startsWith("chat.postMessage C"));

async function tried({ when = "open", before, does }: Doing, copies: Copies): Promise<Effects> {
  repeater.arrive({});
  await (when === "open" ? whileOpen : onceClosed).back();
  await before?.();
  await town.behindTheDoor.idle?.();
  const rows = await standing(town);
  calls = [];
  repeater.answered();
  repeater.arrive(copies);
  await does();
  await town.behindTheDoor.idle?.();
  const after = await standing(town);
  const changed = Object.entries(after).flatMap(([table, stands]) => {
    const more = stands.rows - (rows[table]?.rows ?? 0);
    return more === 0 ? [] : [[table, more] as const];
  });
  return { rows: Object.fromEntries(changed), said: told().sort(), answers: repeater.answered() };
}

describe("everything that Bearings listens to", () => {
  it("has its line here, but for options of a menu, which change nothing", () => {
    const listed = town.listening.listeners.filter(({ on }) => on !== "options");
    expect(Object.keys(doings).sort()).toEqual(listed.map(({ on, id }) => `${on} ${id}`).sort());
  });

  const each = Object.entries(doings).flatMap(([name, several]) =>
    several.map((doing, at) => [several.length > 1 ? `${name} (${at + 1})` : name, doing] as const),
  );

  it.each(each)(
    "%s: again later, five times at once, pressed twice: it comes to the same",
    async (_, doing) => {
      const once = await tried(doing, {});
      expect(once.answers).toHaveLength(1);
      expect(once.answers[0]).not.toContain("errors");
      if (doing.leaves !== undefined) expect(once.rows).toEqual(doing.leaves);

      calls = [];
      const kept = await standing(town);
      for (const [retry, minutes] of [0, 0, 1, 5].entries()) {
        if (minutes > 0) await town.hand.turnTo((await town.world.now()).add({ minutes }));
        expect(await repeater.again(retry)).toBe(once.answers[0]);
      }
      await town.behindTheDoor.idle?.();
      expect(await standing(town)).toEqual(kept);
      expect(told()).toEqual([]);

      const atOnce = await tried(doing, { same: 5 });
      expect(atOnce.rows).toEqual(once.rows);
      expect(atOnce.said).toEqual(once.said);
      expect(atOnce.answers).toEqual(Array(5).fill(once.answers[0]));

      // Another press may be told anew, to whoever presses; but it leaves nothing more and tells nobody else.
      const twice = await tried(doing, { pressedTwice: true });
      expect(twice.answers).toHaveLength(2);
      expect(twice.rows).toEqual(once.rows);
      expect(toAll(twice.said)).toEqual(toAll(once.said));
    },
  );
});
