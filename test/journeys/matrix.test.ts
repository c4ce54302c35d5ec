/**
 * Who may do what: every listener and every word of the app, tried by every kind of person, holding the right ids. The list
 * is the app's own and so are the rights, so that nothing new is left out; here stands only whom each right lets in.
 */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChannelId, RoundId, TeamId, UserId, WorkspaceId } from "../../src/core/ids.ts";
import { globalShortcut, messageShortcut, suggestion } from "../../src/playground/payloads.ts";
import type { Profile } from "../../src/playground/people.ts";
import type { CallSeen, Workspace } from "../../src/playground/workspace.ts";
import { commands } from "../../src/slack/commands/index.ts";
import type { Listener } from "../../src/slack/listening.ts";
import * as permissions from "../../src/slack/permissions.ts";
import { mustBeAllowed, type Right } from "../../src/slack/rights.ts";
import { leaders, members, roster } from "../../src/store/schema.ts";
import { fingerprints, nowhere, pressesForged, submitsForged } from "../support/forging.ts";
import type { TestTown } from "../support/town.ts";
import { openTwoTeams, type TwoTeams } from "../support/two-teams.ts";

let both: TwoTeams;
let town: TestTown;
let calls: CallSeen[] = [];

/** Everybody is in the team's channel, sees its messages and holds its ids. */
const kinds = {
  leader: "UADA",
  member: "UIVAN",
  "somebody taken off the team after its round opened": "UDALIA",
  "somebody who left before, with an old message": "UELIF",
  "member of another team": "UKOFI",
  guest: "UGUS",
  "guest of a single channel": "ULENA",
  "somebody of another organisation": "USTRANGER",
  "somebody whose account is closed": "UGONE",
  app: "UBEARINGS",
  "guest who still stands on every list": "UHANA",
} as const;
type Kind = keyof typeof kinds;
const everybody = Object.keys(kinds) as Kind[];
const fullMembers: readonly Kind[] = everybody.slice(0, 5);

/** Closed by default: a kind that isn't named is refused. */
const letsIn: Readonly<Record<Exclude<Right, "slack">, readonly Kind[]>> = {
  anybody: everybody,
  "whoever it is about": everybody,
  "full member": fullMembers,
  "full member; its leaders, where there is a team": ["leader"],
  "on the round's list": [
    "leader",
    "member",
    "somebody taken off the team after its round opened",
    // They were let in when the list was frozen, and what was promised then is kept.
    "guest who still stands on every list",
  ],
  // Nobody here wrote the message that is carried.
  "wrote it": [],
  "of the team": ["leader", "member"],
  "of the round's team": ["leader", "member"],
  "leads the team": ["leader"],
  "leads the round's team": ["leader"],
  "leads a team": ["leader"],
  // It has leaders.
  "full member in the channel of a team without leaders": [],
};

const refusals = [
  "This is from an older version of me",
  "Only people on this round's list can answer it",
  "That is for the people of this team and its leaders.",
  "Only this team's leaders can do that",
  "That's for people who lead a team here",
  "Guests aren't asked for readings",
  "This team belongs to another workspace",
  // What a menu offers to somebody it isn't for.
  '"options":[]',
];
const isRefusal = (text: string) => refusals.some((refusal) => text.includes(refusal));

/** Slack tells an app nothing, nor anybody whose account is closed. */
const isNo = (text: string, kind: Kind) =>
  isRefusal(text) || (text === "" && (kind === "app" || kind === "somebody whose account is closed"));

beforeAll(async () => {
  both = await openTwoTeams();
  town = both.town;
  const { workspace } = town.local;
  const { db } = town.world;
  const [team, round] = [both.ours.team as TeamId, both.ours.round as RoundId];
  const like = (id: string, change: Partial<Profile>) => {
    const ada = workspace.state.people.find((one) => one.id === "UADA");
    if (ada === undefined) throw new Error("Ada is missing.");
    const known = workspace.state.people.filter((one) => one.id !== id);
    workspace.state.people = [...known, { ...ada, id, handle: id.toLowerCase(), name: id, ...change }];
  };
  like("ULENA", { guest: "single-channel" });
  like("USTRANGER", { from: "TBEYOND" });
  like("UGONE", { deactivated: true });
  like("UHANA", { guest: true });
  const place = workspace.state.channels.find(({ id }) => id === "CHARBOUR");
  if (place !== undefined) place.members = [...new Set([...place.members, ...Object.values(kinds)])];
  const off = async (person: string) =>
    void (await db.delete(members).where(eq(members.person, person as UserId)));
  await off("UDALIA");
  for (const person of ["UELIF", "ULENA"]) {
    await off(person);
    await db.delete(roster).where(eq(roster.person, person as UserId));
  }
  await db
    .insert(members)
    .values({ team, person: "UHANA" as UserId })
    .onConflictDoNothing();
  await db
    .insert(leaders)
    .values({ team, person: "UHANA" as UserId })
    .onConflictDoNothing();
  await db
    .insert(roster)
    .values({ round, person: "UHANA" as UserId })
    .onConflictDoNothing();
  (workspace as { seen: Workspace["seen"] }).seen = (call) => void calls.push(call);
});
afterAll(() => town.stop());

const carried = () => ({
  ...both.ours,
  channel: "CHARBOUR",
  measure: "time-to-smile",
  category: "business",
  week: "2026-W48",
  kinds: [],
  page: 0,
  note: 1,
  quote: nowhere,
  span: 4,
  below: null,
});

/** What somebody was told or shown: in one text, whatever it was. */
async function told(does: () => Promise<unknown>): Promise<string> {
  calls = [];
  await does();
  await town.behindTheDoor.idle?.();
  return calls
    .filter(({ method }) => /^(chat|views|files)\./.test(method))
    .map(({ args }) => `${args.text ?? ""} ${args.blocks ?? ""} ${args.view ?? ""}`)
    .join("\n");
}

async function tries(person: string, { on, id }: Pick<Listener, "on" | "id">): Promise<string> {
  const json = JSON.stringify({ v: 1, of: carried() });
  const { workspace, door } = town.local;
  const place = workspace.state.channels.find((one) => one.id === "CHARBOUR");
  const message = workspace.state.messages.CHARBOUR?.[0];
  if (place === undefined || message === undefined) throw new Error("Nothing was said in #harbour-support.");
  const sends = (payload: object) => told(() => door.form({ payload: JSON.stringify(payload) }));
  if (on === "button") return told(() => pressesForged(town, person, id, json));
  if (on === "submission") return JSON.stringify(await submitsForged(town, person, id, json));
  if (on === "options") {
    const asked = suggestion(workspace, person, { block: id, action: id, typed: "customer" }, {});
    const heard = await door.form({ payload: JSON.stringify(asked) });
    return heard.was === "answered" ? heard.body : heard.was;
  }
  if (on !== "shortcut") throw new Error(`Nobody has tried ${on} ${id} yet.`);
  return sends(
    id === "keep_reflection"
      ? messageShortcut(workspace, person, id, place, message)
      : globalShortcut(workspace, person, id),
  );
}

const types = (person: string, word: string) =>
  told(() =>
    town.local.door.form({
      command: "/bearings",
      text: word,
      team_id: "TLOCAL",
      user_id: person,
      channel_id: "CHARBOUR",
      trigger_id: `${word}.${person}`,
    }),
  );

/** What isn't for everybody: whoever is let in by it is tried everywhere else. */
const guarded = () =>
  town.listening.listeners.filter(
    ({ on, may }) => on !== "event" && may !== "slack" && letsIn[may].length < everybody.length,
  );
// Its menu stands in a modal, which carries what its buttons don't: tried in rights.test.ts.
// The same of the menus of measures: tried in measures.test.ts.
const inModals = ["setup_channel", "measures_category", "measure_act", "measure_bring_back"];

describe("a right", () => {
  const asked = Object.values(permissions).filter((one) => typeof one === "object");

  it("is decided in one place, and stands here", () => {
    const known = new Set(asked.map(({ name }) => name));
    expect([...known].sort()).toEqual(Object.keys(letsIn).sort());
  });

  it.each(Object.entries(letsIn))("“%s” lets in whom it says, and nobody else", async (right, lets) => {
    const slack = await town.world.slackFor("TLOCAL" as WorkspaceId);
    if (slack === null) throw new Error("Bearings isn't installed.");
    for (const permission of asked.filter(({ name }) => name === right)) {
      const isIn: Kind[] = [];
      for (const kind of everybody) {
        const caller = {
          workspace: "TLOCAL" as WorkspaceId,
          person: kinds[kind] as UserId,
          channel: "CHARBOUR" as ChannelId,
          view: null,
          trigger: null,
          slack: slack.people,
          now: await town.world.now(),
        };
        const found = await permission.refuses(town.world, caller, carried() as never);
        if (typeof found !== "string") isIn.push(kind);
      }
      expect(isIn).toEqual(lets);
    }
  });
});

describe.each(Object.entries(kinds) as [Kind, string][])("%s", (kind, person) => {
  it("is refused by everything that isn't for them, and nothing changes or is shown", async () => {
    const before = await fingerprints(town.world.db);
    const letIn: string[] = [];
    let tried = 0;
    for (const { on, id, may } of guarded()) {
      if (may === "slack" || letsIn[may].includes(kind) || inModals.includes(id)) continue;
      tried += 1;
      const text = await tries(person, { on, id });
      if (!isNo(text, kind)) letIn.push(`${on} ${id}: ${text.slice(0, 200)}`);
    }
    for (const { word, may } of commands) {
      if (may.name === "slack" || letsIn[may.name].includes(kind)) continue;
      tried += 1;
      const text = await types(person, word);
      if (!isNo(text, kind)) letIn.push(`word ${word}: ${text.slice(0, 200)}`);
    }
    expect(letIn).toEqual([]);
    expect(await fingerprints(town.world.db)).toEqual(before);
    if (kind !== "leader") expect(tried).toBeGreaterThan(15);
  });
});

describe("another workspace", () => {
  it("is answered by nothing, though it holds the right ids and Slack signed for it", async () => {
    const state = town.local.workspace.state as { team: Workspace["state"]["team"] };
    const { team } = state;
    const before = await fingerprints(town.world.db);
    state.team = { ...team, id: "TELSEWHERE" };
    try {
      for (const one of guarded()) {
        const text = await tries("UADA", one);
        expect(text === "" || isRefusal(text), `${one.on} ${one.id}: ${text}`).toBe(true);
        if (one.on === "button" || one.on === "shortcut") expect(text).toBe("");
      }
    } finally {
      state.team = team;
    }
    expect(await fingerprints(town.world.db)).toEqual(before);
  });
});

describe("a listener without a row", () => {
  it("lets nothing start, and so does one that asks for less than its row", () => {
    expect(() => mustBeAllowed("button grade_everybody", "anybody")).toThrow(
      "Nothing in src/slack/rights.ts",
    );
    expect(() => mustBeAllowed("button delete_team", "full member")).toThrow("leads the team");
  });
});
