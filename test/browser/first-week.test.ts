/**
 * A team's first week in a real browser, told by the people who live it: clicked, typed, and once by keyboard alone and
 * once on a phone. Pictures of what they saw are left in test/pictures.
 */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import type { Sight } from "../../src/playground/protocol.ts";
import { heardOn } from "./access.ts";
import { openChromium } from "./chromium.ts";
import { type StartedWorkspace, startWorkspace } from "./local-workspace.ts";
import { openScreen, type Screen } from "./screen.ts";

let workspace: StartedWorkspace;
let browser: Browser;
let screen: Screen;
let phone: Screen;

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

const checkIn = (on = screen) => on.modal("Your bearings");

/** Chooses one direction by clicking its radio button. */
async function says(category: string, direction: string, on = screen): Promise<void> {
  const group = checkIn(on).getByRole("group", { name: `${category} (optional)`, exact: true });
  await group.getByRole("radio", { name: direction }).check();
}

async function keepsIt(on = screen): Promise<void> {
  await checkIn(on).getByRole("button", { name: "Keep it" }).click();
  await checkIn(on).waitFor({ state: "detached" });
}

async function answers(name: string, said: Readonly<Record<string, string>>): Promise<void> {
  await screen.becomes(name);
  await screen.presses("Give your reading");
  for (const [category, direction] of Object.entries(said)) await says(category, direction);
  await checkIn().getByRole("checkbox", { name: "Customer" }).check();
  await keepsIt();
}

describe("a team's first week, clicked", () => {
  it("opens on a demonstration team, and a click leads to a new one", async () => {
    await screen.goes("harbour-support");
    await screen.message("Your weekly bearings");
    await screen.loads("A new team");
    await screen.becomes("Ada Okafor");
    await screen.goes("harbour-support");
    expect(await screen.page.locator("main .message").filter({ hasText: "Your weekly" }).count()).toBe(0);
    await screen.pictures("new-team-channel");
  });

  it("Ada sets the team up in its modal, and is told what happens next", async () => {
    const quicklyAgain = await seesModalsSlowly();
    await screen.types("/bearings setup");
    const setup = screen.modal("Set up a team");
    await setup.getByText("One moment, slowly").waitFor();
    expect(await focused()).toBe("Not now");
    await quicklyAgain();
    await setup.getByLabel("What is the team called?").waitFor();
    const first = setup.getByLabel("Which channel is the team's?");
    await expect.poll(() => first.evaluate((field) => field === document.activeElement)).toBe(true);
    await screen.pictures("setup-top");
    await setup.getByRole("group", { name: "Who takes part?" }).getByLabel("Bruno Silva").uncheck();
    await setup.getByRole("group", { name: "How are answers kept?" }).scrollIntoViewIfNeeded();
    await screen.pictures("setup-bottom");
    expect((await heardOn(screen.page)).nameless).toEqual([]);
    await setup.getByRole("button", { name: "Set it up" }).click();

    const next = screen.modal("What happens next");
    await next.getByText("the first round opens").waitFor();
    await screen.pictures("what-happens-next");
    await next.getByRole("button", { name: "Done" }).click();
    const told = await screen.message("This team is set up");
    expect(await told.textContent()).toContain("Harbour Support, 10 people");
    await screen.pictures("set-up-message", told);
  });

  it("Farah says that she is away", async () => {
    await screen.becomes("Farah Khan");
    await screen.types("/bearings away today until friday");
    await screen.pictures("away-message", await screen.message(/away/));
  });

  it("the clock is turned to the opening by its button", async () => {
    await screen.turnsUntil(/opens its round/);
    const opening = await screen.message("Your weekly bearings");
    expect(await opening.textContent()).toContain("This week's closer look: Business.");
    expect(await opening.textContent()).toContain("Open until Thursday 17:00.");
    await screen.pictures("round-message", opening);
    await screen.pictures("round-message", opening, { dark: true });
  });

  it("the check-in says who sees what, takes the focus, and gives it back", async () => {
    await screen.becomes("Chen Wei");
    await screen.presses("Give your reading");
    await checkIn().getByText("Nobody sees your own answers").waitFor();
    expect(await focused()).toBe("Customer, Improving");
    expect((await heardOn(screen.page)).nameless).toEqual([]);
    await screen.pictures("check-in-top");
    await screen.pictures("check-in-top", undefined, { dark: true });
    await checkIn().getByRole("group", { name: "Share it" }).scrollIntoViewIfNeeded();
    await screen.pictures("check-in-bottom");
    await screen.page.keyboard.press("Escape");
    await checkIn().waitFor({ state: "detached" });
    expect(await focused()).toBe("Give your reading");
  });

  it("what was typed stays when nothing can be kept, and the sentence stands where the eye is", async () => {
    await screen.presses("Give your reading");
    await checkIn().getByLabel("If anything: a moment").fill("The queue was calm.");
    await checkIn().getByRole("button", { name: "Keep it" }).click();
    const sentence = checkIn().getByText("One direction is enough, but I need one");
    await sentence.waitFor();
    await expect.poll(async () => isInWindow(sentence)).toBe(true);
    await screen.pictures("check-in-refused");
    expect(await checkIn().getByLabel("If anything: a moment").inputValue()).toBe("The queue was calm.");
    await says("Customer", "Holding");
    const number = checkIn().getByLabel(/days/).first();
    await number.fill("three");
    const complaint = checkIn().getByText("Use a plain number, like 3 or 2.5.");
    for (const press of ["first", "again"]) {
      await checkIn().getByRole("button", { name: "Keep it" }).focus();
      await screen.page.keyboard.press("Enter");
      await complaint.waitFor();
      await expect.poll(async () => isInWindow(complaint), { message: press }).toBe(true);
      expect(await number.evaluate((field) => field === document.activeElement), press).toBe(true);
      expect(await sentence.count()).toBe(0);
    }
    await checkIn().getByRole("button", { name: "Not now" }).click();
  });

  it("five people answer by clicking", async () => {
    const said = { Customer: "Holding", Employee: "Slipping", Business: "Improving" };
    for (const name of ["Ada Okafor", "Chen Wei", "Dalia Haddad"]) await answers(name, said);
    await answers("Elif Kaya", said);
    await answers("Hana Sato", { ...said, Business: "Slipping" });
  });

  it("Ivan answers by keyboard alone", async () => {
    await screen.becomes("Ivan Petrov");
    const { keyboard } = screen.page;
    await tabsTo("Give your reading");
    await keyboard.press("Enter");
    await checkIn().waitFor();
    await expect.poll(focused).toBe("Customer, Improving");
    await keyboard.press("ArrowDown");
    expect(await focused()).toBe("Customer, Holding");
    await keyboard.press("Tab");
    for (const key of ["ArrowDown", "ArrowDown"]) await keyboard.press(key);
    expect(await focused()).toBe("Employee, Slipping");
    await tabsTo("Business, Improving");
    for (const key of ["ArrowDown", "ArrowDown"]) await keyboard.press(key);
    await tabsTo("Good enough for now?, Customer");
    await keyboard.press("Space");
    await tabsTo("Keep it");
    await keyboard.press("Enter");
    await checkIn().waitFor({ state: "detached" });
    expect(await focused()).toBe("Give your reading");
  });

  it("June answers on her phone: the drawer, the message and the modal fit and work", async () => {
    phone = await openScreen(browser, workspace.address, { at: "phone" });
    await phone.page.getByRole("button", { name: "Open the list of places" }).click();
    await phone.page.getByRole("button", { name: /^You are / }).waitFor();
    await phone.page.screenshot({ path: phone.fileFor("drawer"), animations: "disabled" });
    await phone.page.keyboard.press("Escape");
    await phone.becomes("June Walker");
    await phone.goes("harbour-support");
    await phone.message("Your weekly bearings");
    expect(await isWiderThanItsWindow()).toBe(false);
    await phone.presses("Give your reading");
    await says("Customer", "Holding", phone);
    await says("Employee", "Improving", phone);
    await says("Business", "Slipping", phone);
    await checkIn(phone).getByRole("checkbox", { name: "Customer" }).check();
    await checkIn(phone)
      .getByLabel("Time to Smile (optional)", { exact: true })
      .selectOption({ label: "Improving" });
    expect(await isWiderThanItsWindow()).toBe(false);
    await keepsIt(phone);
  });

  it("June changes her mind, and finds what she said", async () => {
    await phone.presses("Give your reading");
    await checkIn(phone).getByText("This is what you said on Monday. Change what you like.").waitFor();
    expect(await checkIn(phone).getByRole("radio", { name: "Slipping", checked: true }).count()).toBe(1);
    await phone.page.screenshot({ path: phone.fileFor("check-in-reopened") });
    await says("Employee", "Slipping", phone);
    await keepsIt(phone);
  });

  it("Kofi says Not this week, and only he reads the answer", async () => {
    await screen.becomes("Kofi Mensah");
    await screen.presses("Not this week");
    await screen.pictures("not-this-week", await screen.message("That's fine."));
    await screen.becomes("Ada Okafor");
    await screen.message("Your weekly bearings");
    expect(await screen.page.getByText("That's fine.").count()).toBe(0);
  });

  it("the guest is refused politely", async () => {
    await screen.becomes("Gus Lindqvist");
    await screen.presses("Give your reading");
    await screen.pictures("guest", await screen.message("Guests aren't asked for readings"));
    expect(await checkIn().count()).toBe(0);
  });

  it("Lena, and nobody else, is reminded", async () => {
    await screen.turnsUntil(/the one reminder/);
    await screen.becomes("Lena Vogel");
    await screen.goes("Bearings");
    const reminder = await screen.message("This is the only reminder.");
    expect(await reminder.textContent()).toContain("closes tomorrow at 17:00");
    await screen.pictures("nudge", reminder);
    await screen.becomes("Kofi Mensah");
    await screen.goes("Bearings");
    expect(await screen.page.getByText("This is the only reminder.").count()).toBe(0);
  });

  it("closes on Thursday in words, with a picture that loads", async () => {
    await screen.goes("harbour-support");
    await screen.turnsUntil(/closes its round/);
    const summary = await screen.message("What Harbour Support said this week");
    const words = (await summary.textContent()) ?? "";
    expect(words).toMatch(/Customer: [a-z ]*holding, good enough for now/);
    expect(words).toMatch(/Employee: [a-z ]*slipping/);
    expect(words).toMatch(/Business: mixed/);
    expect(words).toContain("Answered: 7 of 9.");
    const picture = summary.getByRole("img").last();
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0);
    await screen.pictures("summary", summary);
    await screen.pictures("summary", summary, { dark: true });
  });

  it("the team talks, and tries something", async () => {
    await screen.becomes("Chen Wei");
    await screen.presses("We talked about it");
    await screen.pictures("talked", await screen.message("Thank you. I keep that you talked"));
    await screen.page
      .locator(".message")
      .filter({ hasText: "What Harbour Support said this week" })
      .getByRole("button", { name: "Try something" })
      .click();
    const trying = screen.modal("Try something");
    await screen.pictures("try-modal");
    await trying.getByLabel("What will you try?").fill("One article per hand-off, for two weeks");
    await trying.locator("button[type=submit]").click();
    await screen.page.getByText("I'll ask your team about it on").first().waitFor();
    await screen.pictures("try-kept");
    await screen.page.keyboard.press("Escape");
  });

  it("on Friday Ada reads her digest in the direct message", async () => {
    await screen.turnsUntil(/digest/);
    await screen.becomes("Ada Okafor");
    await screen.goes("Bearings");
    const digest = await screen.message(/Your focus, week \d+/);
    const words = (await digest.textContent()) ?? "";
    expect(words).toContain("Harbour Support · Business");
    expect(words).toContain("Harbour Support: Customer");
    expect(words).toContain("One article per hand-off");
    expect(words).not.toMatch(/Chen|Dalia/);
    await screen.pictures("digest", digest);
    await screen.pictures("digest", digest, { dark: true });
  });

  it("looks a metric up with two slips of the finger", async () => {
    await screen.goes("harbour-support");
    await screen.types("/bearings metric tiem to smlie");
    const card = await screen.message("Time to Smile");
    await expect.poll(() => card.textContent()).toContain("I took that as");
    await screen.pictures("look-up", card);
  });

  it("opens the home tab: as a leader, as a member, and as somebody who was never here", async () => {
    for (const [name, picture] of [
      ["Ada Okafor", "home-leader"],
      ["Ivan Petrov", "home-member"],
      ["Bruno Silva", "home-first-time"],
    ] as const) {
      await screen.becomes(name);
      await screen.goes("Bearings: home");
      await screen.page.locator("main .home .blocks").waitFor();
      const heard = await heardOn(screen.page);
      expect(heard).toMatchObject({ nameless: [], mains: 1, titles: ["Bearings"] });
      await screen.pictures(picture, screen.page.locator("main .home"));
    }
  });

  it("all without a complaint from the browser, or in the log", () => {
    expect([...screen.problems, ...phone.problems, ...workspace.troubles]).toEqual([]);
  });
});

/** What a screen reader would say has the focus: the name of its group, if it is in one, and its own. */
async function focused(): Promise<string> {
  return screen.page.evaluate(() => {
    const here = document.activeElement;
    const own = here instanceof HTMLInputElement ? here.labels?.[0] : here;
    const group = here?.closest("fieldset")?.querySelector("legend");
    const words = [group, own].flatMap((one) =>
      one ? [(one.textContent ?? "").replace(" (optional)", "")] : [],
    );
    return words.join(", ");
  });
}

/** Shows every modal without its fields, as while the app is still looking for them. Returns how to end that. */
async function seesModalsSlowly(): Promise<() => Promise<void>> {
  const text = { type: "plain_text", text: "One moment, slowly" } as const;
  await screen.page.route("**/workspace/sight*", async (route) => {
    const response = await route.fetch();
    const sight = (await response.json()) as Sight;
    const views = sight.views.map((open) => {
      const { submit: _, ...view } = open.view;
      return { ...open, view: { ...view, blocks: [{ type: "section", text }] } };
    });
    await route.fulfill({ response, json: { ...sight, views } });
  });
  return async () => {
    await screen.page.unrouteAll({ behavior: "wait" });
    // Something said elsewhere tells every page that something changed, and so lets it look again.
    const act = { as: "UADA", act: { do: "say", channel: "CGENERAL", text: "Setting up our check-in." } };
    await screen.page.request.post(`${workspace.address}workspace/act`, { data: act });
  };
}

async function tabsTo(name: string): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    if ((await focused()) === name) return;
    await screen.page.keyboard.press("Tab");
  }
  throw new Error(`"${name}" can't be reached by the Tab key.`);
}

async function isInWindow(what: ReturnType<Screen["modal"]>): Promise<boolean> {
  const box = await what.boundingBox();
  return box !== null && box.y > 0 && box.y + box.height < (screen.page.viewportSize()?.height ?? 0);
}

async function isWiderThanItsWindow(): Promise<boolean> {
  return phone.page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("main, .log, .dialog, .dialog-body")].some(
      (box) => box.scrollWidth > box.clientWidth + 1,
    ),
  );
}
