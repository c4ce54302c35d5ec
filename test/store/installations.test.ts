/** Installations: sealed for their own workspace, renewed by one, sealed anew a few at a time, gone when they leave. */
import { eq } from "drizzle-orm";
import type { Temporal } from "temporal-polyfill";
import { beforeEach, describe, expect, it } from "vitest";
import type { UserId, WorkspaceId } from "../../src/core/ids.ts";
import { longestRetention } from "../../src/core/retention.ts";
import { now } from "../../src/store/clock.ts";
import type { Db } from "../../src/store/database.ts";
import { deliveryByKey, plan } from "../../src/store/deliveries.ts";
import { beginInstall, returnFromSlack } from "../../src/store/install-states.ts";
import {
  type Installation,
  installationById,
  installationFor,
  keepInstallation,
  keepRefreshed,
  mayRefresh,
  sealAnew,
  sealedWith,
} from "../../src/store/installations.ts";
import { arrive, depart } from "../../src/store/presence.ts";
import { deleteOld } from "../../src/store/retention.ts";
import { roundsDueToClose } from "../../src/store/rounds.ts";
import { installations, installStates, workspaces } from "../../src/store/schema.ts";
import { teamsDueToOpen } from "../../src/store/team-setup.ts";
import { teamsOfWorkspace } from "../../src/store/teams.ts";
import { testDatabase } from "../support/database.ts";
import { newKey } from "../support/installing.ts";
import { harbour, keptRound, keptTeam } from "../support/kept-teams.ts";

const keys = [newKey("first")] as const;
const botUser = "U0BEARINGS" as UserId;
const night = "T0NIGHT" as WorkspaceId;

let db: Db;
let at: Temporal.Instant;

beforeEach(async () => {
  db = await testDatabase();
  at = await now(db);
});

async function kept(wish: Partial<Installation> = {}, with_ = keys): Promise<Installation> {
  const installation: Installation = {
    enterprise: null,
    workspace: harbour,
    botUser,
    botId: "B1",
    scopes: ["chat:write", "commands"],
    installedAt: at,
    token: "xoxb-harbour",
    rotates: null,
    ...wish,
  };
  const { workspace: id, enterprise } = installation;
  if (id !== null) await arrive(db, { id, name: id, botUser, installedAt: at, enterprise });
  await keepInstallation(db, with_, installation);
  return installation;
}

const tokenOf = async (workspace: WorkspaceId) =>
  (await installationFor(db, workspace))?.open(keys).token ?? null;

describe("an installation", () => {
  it("comes back as it was kept, with tokens that run out too", async () => {
    const rotates = { refreshToken: "xoxe-1-a", expiresAt: at.add({ hours: 12 }) };
    const installation = await kept({ rotates, enterprise: "E1" });
    const found = await installationById(db, keys, harbour);
    expect(JSON.stringify(found)).toBe(JSON.stringify({ ...found, ...installation }));
    expect(found?.rotates?.refreshToken).toBe("xoxe-1-a");
  });

  it("does not open once its tokens stand in another workspace's row", async () => {
    await kept();
    await kept({ workspace: night, token: "xoxb-night" });
    const [theirs] = await db.select().from(installations).where(eq(installations.id, night));
    await db
      .update(installations)
      .set({ token: theirs?.token ?? "" })
      .where(eq(installations.id, harbour));
    await expect(installationById(db, keys, harbour)).rejects.toThrow();
    expect((await installationById(db, keys, night))?.token).toBe("xoxb-night");
  });

  it("of a workspace counts before its organisation's, which serves only workspaces that are known to be its", async () => {
    await kept({ enterprise: "E1", workspace: null, token: "xoxb-all" });
    await kept({ enterprise: "E1", token: "xoxb-own" });
    await arrive(db, { id: night, name: night, botUser, installedAt: at, enterprise: "E1" });
    const stranger = "T0ELSE" as WorkspaceId;
    await arrive(db, { id: stranger, name: stranger, botUser, installedAt: at, enterprise: "E2" });
    expect(await tokenOf(harbour)).toBe("xoxb-own");
    expect(await tokenOf(night)).toBe("xoxb-all");
    expect(await tokenOf(stranger)).toBeNull();
    expect(await tokenOf("T0NEVER" as WorkspaceId)).toBeNull();
  });

  it("may be renewed by one at a time, and by another when that one did not come back", async () => {
    const expiresAt = at.add({ hours: 1 });
    const installation = await kept({ rotates: { refreshToken: "xoxe-1-a", expiresAt } });
    const ask = (now: Temporal.Instant) =>
      mayRefresh(db, { ...installation, expiresAt }, now, now.add({ seconds: 30 }));
    const atOnce = await Promise.all([ask(at), ask(at), ask(at)]);
    expect(atOnce.filter((may) => may)).toHaveLength(1);
    expect(await ask(at.add({ seconds: 29 }))).toBe(false);
    expect(await ask(at.add({ seconds: 31 }))).toBe(true);
    const next = {
      token: "xoxb-next",
      rotates: { refreshToken: "xoxe-1-b", expiresAt: at.add({ hours: 12 }) },
    };
    expect(await keepRefreshed(db, keys, installation, next)).toBe(true);
    expect(await tokenOf(harbour)).toBe("xoxb-next");
    // Whoever comes with what they read before finds that it is done.
    expect(await ask(at.add({ minutes: 5 }))).toBe(false);
  });

  it("does not come back by a renewal that was under way when it left", async () => {
    const rotates = { refreshToken: "xoxe-1-a", expiresAt: at.add({ hours: 1 }) };
    const installation = await kept({ rotates });
    await depart(db, { workspace: harbour, enterprise: null }, at, at);
    expect(await keepRefreshed(db, keys, installation, { ...installation, token: "xoxb-next" })).toBe(false);
    expect(await db.$count(installations)).toBe(0);
    await kept({ rotates, installedAt: at.add({ seconds: 5 }), token: "xoxb-anew" });
    expect(await keepRefreshed(db, keys, installation, { ...installation, token: "xoxb-next" })).toBe(false);
    expect(await tokenOf(harbour)).toBe("xoxb-anew");
  });
});

describe("a new key", () => {
  it("seals everything anew, a few at a time; broken off, it goes on where it was", async () => {
    const rotates = { refreshToken: "xoxe-1-a", expiresAt: at.add({ hours: 12 }) };
    for (const n of [...Array(7).keys()])
      await kept({ workspace: `T${n}` as WorkspaceId, token: `xoxb-${n}`, rotates });
    const both = [newKey("second"), keys[0]] as const;
    expect(await sealAnew(db, both, 3)).toBe(3);
    expect([...(await sealedWith(db))]).toEqual([
      ["first", 4],
      ["second", 3],
    ]);
    expect(await sealAnew(db, both, 3)).toBe(3);
    expect(await sealAnew(db, both, 3)).toBe(1);
    expect(await sealAnew(db, both, 3)).toBe(0);
    const onlyNew = [both[0]] as const;
    for (const n of [...Array(7).keys()]) {
      const found = await installationById(db, onlyNew, `T${n}`);
      expect([found?.token, found?.rotates?.refreshToken]).toEqual([`xoxb-${n}`, "xoxe-1-a"]);
    }
  });
});

const begins = async (most?: number) => {
  const begun = await beginInstall(db, at, most);
  if (begun === null) throw new Error("Too many are under way.");
  return begun;
};

describe("an install that is under way", () => {
  it("goes on once, in ten minutes, in its own browser", async () => {
    const { state, browser } = await begins();
    const other = await begins();
    expect(await returnFromSlack(db, "made-up", browser, at)).toBe("unknown");
    expect(await returnFromSlack(db, state, browser, at.add({ minutes: 10 }))).toBe("welcome");
    expect(await returnFromSlack(db, state, browser, at)).toBe("unknown");
    expect(await returnFromSlack(db, other.state, browser, at)).toBe("other-browser");
    expect(await returnFromSlack(db, other.state, other.browser, at)).toBe("unknown");
    const late = await begins();
    expect(await returnFromSlack(db, late.state, late.browser, at.add({ minutes: 10, seconds: 1 }))).toBe(
      "late",
    );
    const without = await begins();
    expect(await returnFromSlack(db, without.state, null, at)).toBe("other-browser");
  });

  it("does not begin where too many are, until those have run out: nobody fills the database by asking", async () => {
    for (const _ of [1, 2, 3]) await begins(3);
    expect(await beginInstall(db, at, 3)).toBeNull();
    expect(await db.$count(installStates)).toBe(3);
    expect(await beginInstall(db, at.add({ minutes: 11 }), 3)).not.toBeNull();
    expect(await db.$count(installStates)).toBe(1);
  });

  it("that nobody finishes is gone after the night", async () => {
    await begins();
    await deleteOld(db, at.add({ minutes: 11 }), longestRetention);
    expect(await db.$count(installStates)).toBe(0);
  });
});

describe("a workspace that leaves", () => {
  const leaver = { workspace: harbour, enterprise: null };

  it("loses its tokens and what was to be said at once, and keeps its teams", async () => {
    const team = await keptTeam(db);
    await kept();
    const said = {
      key: "k",
      kind: "set_up",
      workspace: harbour,
      team: team.id,
      round: null,
      addressee: team.channel,
      dueAt: at,
    };
    await plan(db, [said]);
    expect(await depart(db, leaver, at, at)).toEqual([harbour]);
    expect(await tokenOf(harbour)).toBeNull();
    expect((await deliveryByKey(db, "k"))?.state).toBe("cancelled");
    expect(await depart(db, leaver, at, at)).toEqual([]);
    expect(await teamsOfWorkspace(db, harbour)).toHaveLength(1);
  });

  it("opens no round; one that is open is still closed, so that its answers go", async () => {
    const team = await keptTeam(db);
    await kept();
    await keptRound(db, team);
    await depart(db, leaver, at, at);
    const later = at.add({ hours: 24 * 8 });
    expect(await db.transaction((tx) => teamsDueToOpen(tx, later, 10))).toEqual([]);
    expect(await db.transaction((tx) => roundsDueToClose(tx, later, 10))).toHaveLength(1);
  });

  it("is not taken out by an event that is older than its new installation", async () => {
    await kept();
    await depart(db, leaver, at, at);
    await kept({ installedAt: at.add({ seconds: 90 }), token: "xoxb-back" });
    expect(await depart(db, leaver, at.add({ seconds: 60 }), at.add({ seconds: 120 }))).toEqual([]);
    expect(await tokenOf(harbour)).toBe("xoxb-back");
  });

  it("finds its teams again when it comes back, and nothing that was due meanwhile opens", async () => {
    const team = await keptTeam(db);
    await kept();
    await depart(db, leaver, at, at);
    const back = at.add({ hours: 24 * 20 });
    const came = await arrive(db, { id: harbour, name: "Harbour", botUser, installedAt: back });
    expect(came).toBe("back");
    const [found] = await teamsOfWorkspace(db, harbour);
    expect(found?.id).toBe(team.id);
    expect((found?.nextOpensAt ?? at).since(back).total("days")).toBeGreaterThan(0);
    expect((found?.nextOpensAt ?? at).since(back).total("days")).toBeLessThan(8);
    expect(await db.transaction((tx) => teamsDueToOpen(tx, back, 10))).toEqual([]);
    expect(await arrive(db, { id: harbour, name: "Harbour", botUser, installedAt: back })).toBe("there");
  });

  it("keeps its promise to ask about a try when it is back before the day, and makes up for nothing else", async () => {
    const team = await keptTeam(db);
    await kept();
    const later = (key: string, kind: string, hours: number) => ({
      key,
      kind,
      workspace: harbour,
      team: team.id,
      round: null,
      addressee: team.channel,
      dueAt: at.add({ hours }),
    });
    await plan(db, [
      later("in two weeks", "try_question", 24 * 14),
      later("while away", "try_question", 1),
      later("news", "team_news", 24 * 14),
    ]);
    const states = () =>
      Promise.all(
        ["in two weeks", "while away", "news"].map(async (key) => (await deliveryByKey(db, key))?.state),
      );
    await depart(db, leaver, at, at);
    expect(await states()).toEqual(["cancelled", "cancelled", "cancelled"]);
    await arrive(db, { id: harbour, name: "Harbour", botUser, installedAt: at.add({ hours: 2 }) });
    expect(await states()).toEqual(["due", "cancelled", "cancelled"]);
  });

  it("is forgotten whole after thirty days, and not a day sooner", async () => {
    await keptTeam(db);
    await kept();
    await kept({ workspace: night, token: "xoxb-night" });
    await depart(db, leaver, at, at);
    await deleteOld(db, at.add({ hours: 24 * 30 }), longestRetention);
    expect(await db.$count(workspaces)).toBe(2);
    await deleteOld(db, at.add({ hours: 24 * 30, seconds: 1 }), longestRetention);
    expect((await db.select().from(workspaces)).map(({ id }) => id)).toEqual([night]);
    expect(await tokenOf(night)).toBe("xoxb-night");
  });

  it("goes with its organisation, where it had no installation of its own", async () => {
    await kept({ enterprise: "E1", workspace: null, token: "xoxb-all" });
    await kept({ enterprise: "E1", token: "xoxb-own" });
    await arrive(db, { id: night, name: night, botUser, installedAt: at, enterprise: "E1" });
    expect(await depart(db, { workspace: night, enterprise: null }, at, at)).toEqual([night]);
    expect(await tokenOf(harbour)).toBe("xoxb-own");
    expect(await tokenOf(night)).toBeNull();
  });
});
