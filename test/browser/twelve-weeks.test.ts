/**
 * The scenes with history in a real browser: what a leader and a member find after twelve weeks, what is said when too
 * few answer, when all is well, and when Slack fails. Pictures of each surface are left in test/pictures.
 */
import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { heardOn } from "./access.ts";
import { openChromium } from "./chromium.ts";
import { type StartedWorkspace, startWorkspace } from "./local-workspace.ts";
import { openScreen, type Screen } from "./screen.ts";

let workspace: StartedWorkspace;
let browser: Browser;
let screen: Screen;

beforeAll(async () => {
  browser = await openChromium(inject("chromium"));
  workspace = await startWorkspace();
  screen = await openScreen(browser, workspace.address);
});

afterAll(async () => {
  await browser?.close();
  await workspace?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await screen.pictures("failed");
});

/** What only whoever acted can see, once it is there: the newest, and one more than before. */
async function toldOnly(act: () => Promise<void>): Promise<Locator> {
  const told = screen.page.locator("main .message.only-you");
  const before = await told.count();
  await act();
  await expect.poll(() => told.count()).toBe(before + 1);
  return told.last();
}

/** How many pictures on the page have loaded, and how many have not. */
async function picturesSeen(): Promise<{ readonly loaded: number; readonly broken: number }> {
  return screen.page.evaluate(async () => {
    const all = [...document.images];
    for (const image of all) image.loading = "eager";
    await Promise.allSettled(all.map((image) => image.decode()));
    const loaded = all.filter((image) => image.naturalWidth > 0).length;
    return { loaded, broken: all.length - loaded };
  });
}

describe("after twelve weeks", () => {
  it("the channel reads as a year of talks, each summary with its picture", async () => {
    await screen.goes("harbour-support");
    await screen.message("Your weekly bearings");
    const { loaded, broken } = await picturesSeen();
    expect(broken).toBe(0);
    expect(loaded).toBeGreaterThanOrEqual(12);
    await screen.pictures("weeks-channel");
    const summary = await screen.message("What Harbour Support said this week");
    await screen.pictures("weeks-summary", summary);
    await summary.getByRole("button", { name: "Why these words?" }).click();
    const why = screen.modal("Why these words?");
    await why.waitFor();
    expect(await why.textContent()).toContain("Why this question:");
    await screen.pictures("weeks-why", why);
    await why.getByRole("button", { name: "Close" }).last().click();
    await why.waitFor({ state: "detached" });
  });

  it("the round message says what was heard, what is tried, and whose turn it is", async () => {
    const opening = await screen.message("Your weekly bearings");
    const words = (await opening.textContent()) ?? "";
    expect(words).toContain("Last time you read");
    expect(words).toContain("This week's closer look");
    await screen.pictures("weeks-round-message", opening);
  });

  it.each([
    ["trends", /Harbour Support/],
    ["trends employee", /Employee/],
    ["metric time to smile", /How it is misread/],
    ["metric nothing like it", /nothing like it/],
    ["focus", /%/],
    ["try", /One article per hand-off/],
    ["help", /\/bearings setup/],
    ["about", /Open Customer Metrics Framework/],
    ["chekin", /Did you mean/],
  ])("/bearings %s answers whoever typed it", async (line, words) => {
    const answer = await toldOnly(() => screen.types(`/bearings ${line}`));
    expect(await answer.textContent()).toMatch(words);
    await screen.pictures(`weeks-${line.replaceAll(" ", "-")}`, answer);
  });

  it.each([
    ["privacy", "Privacy", "what-is-kept"],
    ["mydata", "What I keep of you", "my-data"],
  ])("/bearings %s opens before whoever typed it, and nowhere else", async (word, title, picture) => {
    await screen.goes("harbour-support");
    await screen.types(`/bearings ${word}`);
    const modal = screen.modal(title);
    await modal.waitFor();
    expect((await heardOn(screen.page)).nameless).toEqual([]);
    await screen.pictures(picture, modal);
    await screen.pictures(picture, modal, { dark: true });
    await screen.pictures(`${picture}-window`);
    await screen.page.keyboard.press("Escape");
    await modal.waitFor({ state: "detached" });
  });

  it.each([
    ["Send me a file", "A file of it", "my-data-file"],
    ["Delete it", "Delete what I keep?", "my-data-delete"],
  ])("%s asks first", async (label, title, picture) => {
    await screen.types("/bearings mydata");
    await screen.modal("What I keep of you").getByRole("button", { name: label }).click();
    const modal = screen.modal(title);
    await modal.waitFor();
    await screen.pictures(picture, modal);
    await screen.pictures(picture, modal, { dark: true });
    await modal.getByRole("button", { name: "Back" }).click();
    await screen.modal("What I keep of you").waitFor();
    await screen.page.keyboard.press("Escape");
    await screen.modal("What I keep of you").waitFor({ state: "detached" });
  });

  it("the leader's digest has a question for two teams and names nobody", async () => {
    await screen.goes("Bearings");
    const digest = await screen.message(/Your focus, week \d+/);
    const words = (await digest.textContent()) ?? "";
    expect(words).toContain("Harbour Support · ");
    expect(words).toContain("Night Desk · ");
    expect(words).not.toMatch(/Chen|Dalia|Hana|Kofi/);
    await screen.pictures("weeks-digest", digest);
  });

  it("the home tab fits its person, and a screen reader too", async () => {
    for (const [name, picture] of [
      ["Ada Okafor", "weeks-home-leader"],
      ["Chen Wei", "weeks-home-member"],
      ["Gus Lindqvist", "weeks-home-guest"],
    ] as const) {
      await screen.becomes(name);
      await screen.goes("Bearings: home");
      const home = screen.page.locator("main .home");
      await home.locator(".blocks").waitFor();
      expect(await heardOn(screen.page)).toMatchObject({ nameless: [], mains: 1, titles: ["Bearings"] });
      await screen.pictures(picture, home);
    }
  });

  it("where a leader's time went is asked in a modal that a screen reader can fill in", async () => {
    await screen.becomes("Ada Okafor");
    await screen.page.getByRole("button", { name: "Where did my time go this week?" }).first().click();
    await screen.page.getByRole("dialog").locator("button[type=submit]").waitFor();
    expect((await heardOn(screen.page)).nameless).toEqual([]);
    await screen.pictures("focus-modal");
    await screen.page.keyboard.press("Escape");
  });
});

describe("other weathers", () => {
  it("too few voices: it is said honestly, and what waited is counted together at the end", async () => {
    await screen.loads("Too few voices");
    await screen.goes("harbour-support");
    const summaries = screen.page.locator("main .message").filter({ hasText: "said this week" });
    await expect.poll(() => summaries.count()).toBe(4);
    expect(await summaries.first().textContent()).toContain("Too few answers to say anything this week");
    await screen.pictures("too-few-summary", summaries.first());
    await screen.pictures("too-few-together", summaries.last());
    await screen.becomes("Ada Okafor");
    await screen.goes("Bearings");
    await screen.pictures("too-few-digest", await screen.message(/Your focus, week/));
  });

  it("everything good enough: nothing is asked for", async () => {
    await screen.loads("Everything good enough");
    await screen.goes("harbour-support");
    const summary = await screen.message("What Harbour Support said this week");
    expect(await summary.textContent()).toContain("good enough for now");
    await screen.pictures("good-enough-summary", summary);
    await screen.goes("Bearings");
    await screen.pictures("good-enough-digest", await screen.message(/Your focus, week/));
  });

  it("the gallery shows every surface of a scene, draws all of it, with its own pictures", async () => {
    await screen.page.getByRole("link", { name: "Gallery of every surface" }).click();
    const exhibits = screen.page.locator(".exhibit");
    await exhibits.first().waitFor({ timeout: 60_000 });
    expect(await exhibits.count()).toBeGreaterThan(40);
    expect(await screen.page.getByText("The local workspace can't draw").count()).toBe(0);
    const { loaded, broken } = await picturesSeen();
    expect(broken).toBe(0);
    expect(loaded).toBeGreaterThan(0);
    expect(await heardOn(screen.page)).toMatchObject({ nameless: [], mains: 1, titles: ["Gallery"] });
    await screen.pictures("gallery");
    await screen.page.getByRole("link", { name: "Back to the workspace" }).click();
    await screen.page.locator("main").waitFor();
  });

  it("all so far without a complaint from the browser, or in the log", () => {
    expect([...screen.problems, ...workspace.troubles]).toEqual([]);
  });

  it("Slack is failing: the home tab still has the round, and the check-in still works", async () => {
    await screen.loads("Slack is failing");
    await screen.becomes("Dalia Haddad");
    await screen.goes("Bearings: home");
    const home = screen.page.locator("main .home");
    await home.getByRole("button", { name: "Give your reading" }).click();
    await screen.modal("Your bearings").getByRole("radio", { name: "Improving" }).first().check();
    await screen.modal("Your bearings").getByRole("button", { name: "Keep it" }).click();
    await screen.modal("Your bearings").waitFor({ state: "detached" });
    await screen.pictures("failing-home", home);
    expect(screen.problems).toEqual([]);
  });
});
