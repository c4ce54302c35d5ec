/**
 * A company's install: an administrator comes in by OAuth, a team is set up, the workspace leaves and comes back. Bearings
 * runs as it does behind a company's address, against a stand-in for Slack.
 */
import { eq } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WorkspaceId } from "../../src/core/ids.ts";
import { uninstalls } from "../../src/playground/life.ts";
import { type Running, startApp } from "../../src/start.ts";
import type { Database, Db } from "../../src/store/database.ts";
import { plan } from "../../src/store/deliveries.ts";
import {
  installationById,
  installationFor,
  keepInstallation,
  sealedWith,
} from "../../src/store/installations.ts";
import { deliveries, installations, installStates, teams, workspaces } from "../../src/store/schema.ts";
import type { TokenKeys } from "../../src/store/token-keys.ts";
import { testDatabase, testEngine } from "../support/database.ts";
import { tablesWith } from "../support/every-row.ts";
import { type Browser, type Company, newKey, openBrowser, openCompany } from "../support/installing.ts";

const here = WorkspaceId.parse("TLOCAL");
const channel = "#harbour-support";

let company: Company;
let database: Database;
let db: Db;
let running: Running;

const until = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 15_000, interval: 50 });
const direct = (who: string) => company.slack.visit(who).readsDirect();
const installed = () => db.$count(installations);
const redirect = (query: string) => `${company.publicUrl}/slack/oauth_redirect${query}`;
const uninstall = (first: Parameters<typeof uninstalls>[2]) =>
  uninstalls(company.slack.workspace, company.slack.door, first);
async function installs(browser: Browser = openBrowser()): Promise<string> {
  const { allow } = await browser.begins(company);
  expect((await browser.goes(allow)).status).toBe(200);
  return allow;
}

beforeAll(async () => {
  db = await testDatabase();
  database = await testEngine();
  company = await openCompany();
  running = await company.start(database);
});

afterAll(async () => {
  await running.stop();
  await company.stop();
});

describe("an administrator", { timeout: 60_000 }, () => {
  it("is sent to Slack with a state of their own, and a cookie that no page can read", async () => {
    const sent = await openBrowser().goes(`${company.publicUrl}/slack/install`);
    expect(sent.status).toBe(302);
    const to = new URL(sent.headers.get("location") ?? "");
    expect(to.origin + to.pathname).toBe(`${company.slack.address}oauth/v2/authorize`);
    expect(to.searchParams.get("redirect_uri")).toBe(redirect(""));
    expect(to.searchParams.get("scope")?.split(",")).toContain("chat:write");
    expect(to.searchParams.get("state")).toMatch(/^[\w-]{43}$/);
    const cookie = sent.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^bearings-install=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(to.searchParams.get("state"));
    expect(await tablesWith(db, to.searchParams.get("state") ?? "")).toEqual([]);
    expect(await tablesWith(db, /=([\w-]{43});/.exec(cookie)?.[1] ?? "")).toEqual([]);
    expect(sent.headers.get("cache-control")).toBe("no-store");
  });

  it("who says no reads that nothing was installed, and nothing was", async () => {
    const browser = openBrowser();
    const { cancel } = await browser.begins(company);
    const page = await browser.goes(cancel);
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining("Nothing was installed") });
    expect(await installed()).toBe(0);
  });

  it("who says no to an install that began on Slack's side reads the same", async () => {
    const page = await openBrowser().goes(redirect("?error=access_denied"));
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining("Nothing was installed") });
  });

  it("who says yes reads how it goes on, and hears it from Bearings", async () => {
    const browser = openBrowser();
    const { allow } = await browser.begins(company);
    const page = await browser.goes(allow);
    expect(page.status).toBe(200);
    expect(page.text).toContain("Bearings is in Local workspace");
    expect(page.text).toContain("type /bearings setup");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    await until(async () => (await direct("UADA")).join("\n")).toContain("Bearings is installed.");
  });

  it("leaves no token behind that anybody with the database could use", async () => {
    const found = await installationById(db, company.keys, here);
    expect(found?.token).toMatch(/^xoxb-/);
    expect(await tablesWith(db, found?.token ?? "")).toEqual([]);
    expect(await tablesWith(db, "xoxb-")).toEqual([]);
  });

  it("can't use the link a second time", async () => {
    const browser = openBrowser();
    const allow = await installs(browser);
    const before = await db.select().from(installations);
    const page = await browser.goes(allow);
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining("This link is used up") });
    expect(await db.select().from(installations)).toEqual(before);
  });

  it("hears the welcome once, however often they install it", async () => {
    await installs();
    await until(() => db.$count(deliveries, eq(deliveries.state, "due"))).toBe(0);
    expect((await direct("UADA")).filter((text) => text.includes("Bearings is installed"))).toHaveLength(1);
  });
});

describe("nobody gets in", { timeout: 60_000 }, () => {
  let before: unknown;
  beforeAll(async () => {
    before = await db.select().from(installations);
  });
  const same = async () => expect(await db.select().from(installations)).toEqual(before);

  it("with a state that they made up", async () => {
    const browser = openBrowser();
    const { allow } = await browser.begins(company);
    const forged = new URL(allow);
    forged.searchParams.set("state", "A".repeat(43));
    const page = await browser.goes(forged.href);
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining("This link is used up") });
    await same();
  });

  it("by sending somebody else their own link; and the link is good for nobody after that", async () => {
    const theirs = openBrowser();
    const { allow } = await theirs.begins(company);
    const victim = openBrowser();
    await victim.begins(company);
    const page = await victim.goes(allow);
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining("Begun in another browser") });
    expect((await theirs.goes(allow)).status).toBe(400);
    expect((await openBrowser().goes((await theirs.begins(company)).allow)).status).toBe(400);
    await same();
  });

  it("after ten minutes", async () => {
    const browser = openBrowser();
    const { allow } = await browser.begins(company);
    await db.update(installStates).set({ expiresAt: Temporal.Instant.from("2026-01-01T00:00:00Z") });
    expect((await browser.goes(allow)).status).toBe(400);
    await same();
  });

  it("without a state, as an organisation's admin pages send them: they are asked to start it here", async () => {
    const code = company.slack.workspace.grants.allow("UADA", redirect(""));
    const page = await openBrowser().goes(redirect(`?code=${code}`));
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('href="/slack/install"') });
    expect(page.text).toContain("has not accepted it yet");
    await same();
  });

  it("with a code that Slack doesn't know", async () => {
    const browser = openBrowser();
    const made = new URL((await browser.begins(company)).allow);
    made.searchParams.set("code", "made-up");
    const page = await browser.goes(made.href);
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining("Slack did not finish it") });
    await same();
  });

  it("and only looking at a door with another method sets nothing off", async () => {
    const states = await db.$count(installStates);
    const head = await fetch(`${company.publicUrl}/slack/install`, { method: "HEAD", redirect: "manual" });
    expect(head.status).toBe(405);
    const post = await fetch(`${company.publicUrl}/slack/install`, { method: "POST" });
    expect(post.status).toBe(404);
    expect(await db.$count(installStates)).toBe(states);
  });
});

describe("a workspace", { timeout: 60_000 }, () => {
  it("has a team, through the token of its installation", async () => {
    const ada = company.slack.visit("UADA");
    await ada.types("/bearings setup", { in: channel });
    await until(async () => (await ada.readsModal()) ?? "").toContain("Who takes part?");
    await ada.fills({
      "Who takes part?": ["UADA", "UCHEN", "UDALIA", "UELIF", "UHANA", "UIVAN"],
      "Who leads it?": ["UADA"],
    });
    await ada.submits();
    await until(() => db.$count(teams)).toBe(1);
    await ada.dismisses();
    await until(() => db.$count(deliveries, eq(deliveries.state, "said"))).toBe(2);
  });

  it.each(["app_uninstalled", "tokens_revoked"] as const)(
    "leaves at once when Slack tells of %s first, and again, and may come back and find its team",
    async (first) => {
      const [team] = await db.select().from(teams);
      if (team === undefined) throw new Error("no team");
      const later = Temporal.Now.instant().add({ hours: 24 });
      const key = `later:${first}`;
      await plan(db, [
        {
          key,
          kind: "set_up",
          workspace: here,
          team: team.id,
          round: null,
          addressee: team.channel,
          dueAt: later,
        },
      ]);

      await uninstall(first);
      await until(installed).toBe(0);
      await uninstall(first === "app_uninstalled" ? "tokens_revoked" : "app_uninstalled");
      const [planned] = await db.select().from(deliveries).where(eq(deliveries.key, key));
      expect(planned?.state).toBe("cancelled");
      const [gone] = await db.select().from(workspaces);
      expect(gone?.uninstalledAt).not.toBeNull();
      expect(await installationFor(db, here)).toBeNull();

      // Somebody still sees an old message and presses: nothing answers, and nothing breaks.
      const said = company.calls.length;
      await company.slack.visit("UADA").types("/bearings help", { in: channel });
      expect(company.calls.length).toBe(said);

      await installs();
      const [back] = await db.select().from(workspaces);
      expect(back?.uninstalledAt).toBeNull();
      expect((await db.select().from(teams)).map(({ id }) => id)).toEqual([team.id]);
      await company.slack.visit("UADA").types("/bearings help", { in: channel });
      await until(async () => company.calls.slice(said)).toContain("chat.postEphemeral");
    },
  );

  it("keeps a token that runs out in time: of ten who need it at once, one asks for the next", async () => {
    company.slack.workspace.grants.rotates = true;
    await installs();
    const before = await installationById(db, company.keys, here);
    expect(before?.token).toMatch(/^xoxe/);
    const soon = Temporal.Now.instant().add({ minutes: 90 });
    await db.update(installations).set({ expiresAt: soon });
    const asked = company.calls.length;
    const ada = company.slack.visit("UADA");
    await Promise.all([...Array(10)].map(() => ada.types("/bearings help", { in: channel })));
    await until(async () =>
      company.calls.slice(asked).filter((method) => method === "chat.postEphemeral"),
    ).toHaveLength(10);
    expect(company.calls.slice(asked).filter((method) => method === "oauth.v2.access")).toHaveLength(1);
    const after = await installationById(db, company.keys, here);
    expect(after?.token).not.toBe(before?.token);
    expect(after?.rotates?.refreshToken).not.toBe(before?.rotates?.refreshToken);
    company.slack.workspace.grants.rotates = false;
  });
});

describe("the next start", { timeout: 60_000 }, () => {
  const startWith = (keys: TokenKeys) => {
    const { config } = company;
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    return startApp({ ...config, port: 0, door: { ...config.door, keys } }, database, log);
  };

  it("is refused without the key that still seals, and with another one under its name", async () => {
    await expect(startWith([newKey("second")])).rejects.toThrow(
      "TOKEN_KEYS no longer lists the key first, with which one installation is sealed: list it again, after the newer ones, until npm run doctor counts none.",
    );
    await expect(startWith([newKey("first")])).rejects.toThrow(
      "TOKEN_KEYS has another key first than the one with which one installation is sealed: put the right one back, and give a new key an id of its own.",
    );
  });

  it("with a newer key in front seals the tokens anew; then the older one is not needed any more", async () => {
    const second = newKey("second");
    const token = (await installationById(db, company.keys, here))?.token;
    const next = await startWith([second, company.keys[0]]);
    await until(async () => [...(await sealedWith(db))]).toEqual([["second", 1]]);
    await next.stop();
    await (await startWith([second])).stop();
    expect((await installationById(db, [second], here))?.token).toBe(token);
    // The process that has run all along knows the older one only: it hears of the newer at its next start.
    const found = await installationById(db, [second], here);
    if (found !== null) await keepInstallation(db, company.keys, found);
  });
});

describe("an organisation", { timeout: 60_000 }, () => {
  it("installs it for all its workspaces: each is met when somebody in it asks for something", async () => {
    await uninstall("app_uninstalled");
    await until(installed).toBe(0);
    company.slack.workspace.grants.organisation = { id: "ELOCAL", name: "Local organisation" };
    const browser = openBrowser();
    const page = await browser.goes((await browser.begins(company)).allow);
    expect(page.text).toContain("Bearings is in Local organisation");
    expect(await installationFor(db, here)).toBeNull();

    const said = company.calls.length;
    await company.slack.visit("UADA").types("/bearings help", { in: channel });
    await until(async () => company.calls.slice(said)).toContain("chat.postEphemeral");
    expect(await db.$count(teams)).toBe(1);
  });

  it("leaves with all of them", async () => {
    await uninstall("tokens_revoked");
    await until(installed).toBe(0);
    expect(await installationFor(db, here)).toBeNull();
    const [gone] = await db.select().from(workspaces);
    expect(gone?.uninstalledAt).not.toBeNull();
  });
});

describe("what an operator reads of all this", () => {
  it("is that Slack refused a code and requests came from where Bearings isn't, and no secret", async () => {
    const { clientSecret } = company.slack.workspace.grants;
    const others = company.troubles.filter(
      (line) =>
        !/did not take the code of an install|refused a call|isn't installed there|No listeners will be called/.test(
          line,
        ),
    );
    expect(others).toEqual([]);
    expect(company.troubles.join("\n")).not.toMatch(/xox|code-|Bearer/);
    expect(company.troubles.join("\n")).not.toContain(clientSecret);
  });
});
