/** A page of the local workspace, and the verbs of somebody who sits before it: only what can be seen and clicked. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";

const pictures = fileURLToPath(new URL("../pictures", import.meta.url));

/** A desk and a phone, in CSS pixels. */
export const widths = { desk: 1280, phone: 390 } as const;
const heights = { desk: 900, phone: 844 } as const;

export type Screen = {
  readonly page: Page;
  /** Whatever the browser complained about: errors in the page or its console, requests that failed or were refused. */
  readonly problems: readonly string[];
  /** Chooses somebody to be, by name, from the menu. */
  becomes(name: string): Promise<void>;
  goes(place: string): Promise<void>;
  /** Types a line into the box of the conversation that is open, and sends it. */
  types(line: string): Promise<void>;
  /** Presses a button in the newest message that has it. */
  presses(label: string): Promise<void>;
  /** Presses "Next scheduled" until what it announced is what was waited for. */
  turnsUntil(announced: RegExp): Promise<void>;
  loads(scene: string): Promise<void>;
  /** The modal on top. */
  modal(title: string): Locator;
  /** The newest message that holds these words, once it is there. */
  message(words: string | RegExp): Promise<Locator>;
  /** Where a picture of this screen by this name is kept. */
  fileFor(name: string): string;
  /** Saves a picture of something, or of the window, at the width of a desk and of a phone. */
  pictures(name: string, of?: Locator, look?: { readonly dark?: boolean }): Promise<void>;
};

/** Opens the page in a browser of its own that has never been here. */
export async function openScreen(
  browser: Browser,
  address: string,
  { at = "desk", sharpness = 1 }: { readonly at?: keyof typeof widths; readonly sharpness?: number } = {},
): Promise<Screen> {
  const context = await browser.newContext({
    viewport: { width: widths[at], height: heights[at] },
    deviceScaleFactor: sharpness,
    hasTouch: at === "phone",
    locale: "en-GB",
    colorScheme: "light",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems = watched(page);
  await page.goto(address);
  await page.locator("main").waitFor();

  const fileFor = (name: string, width: number = widths[at]) => join(pictures, `${name}-${width}.png`);
  const settled = () =>
    page.locator('.clock-hands .wide[aria-disabled="false"]').waitFor({ timeout: 60_000 });
  const opensDrawer = async () => {
    const drawer = page.getByRole("button", { name: "Open the list of places" });
    if (await drawer.isVisible()) await drawer.click();
  };
  const closesDrawer = async () => {
    const curtain = page.getByRole("button", { name: "Close the list of places" });
    if (await curtain.isVisible()) await page.keyboard.press("Escape");
  };
  return {
    page,
    problems,
    async becomes(name) {
      await opensDrawer();
      await page.getByRole("button", { name: /^You are / }).click();
      await page.getByRole("menuitemradio", { name }).click();
      await page
        .getByRole("button", { name: new RegExp(`^You are ${name}`), includeHidden: true })
        .waitFor({ state: "attached" });
    },
    async goes(place) {
      await opensDrawer();
      const called = new RegExp(`(^|[ #])${place}( ?\\d+ unread)?$`);
      await page.getByRole("navigation", { name: "Places" }).getByRole("button", { name: called }).click();
      await page
        .locator("main h1")
        .getByText(place.replace("Bearings: home", "Bearings"))
        .waitFor({ state: "attached" });
    },
    async types(line) {
      await page.locator("main .composer textarea").last().fill(line);
      await page.getByRole("button", { name: "Send" }).last().click();
    },
    async presses(label) {
      const button = page.locator("main .message").getByRole("button", { name: label, exact: true }).last();
      await button.click();
    },
    async turnsUntil(announced) {
      await opensDrawer();
      for (let presses = 0; presses < 12; presses += 1) {
        const button = page.getByRole("button", { name: /^Next scheduled/ });
        const words = (await button.textContent()) ?? "";
        await button.click();
        await settled();
        if (announced.test(words)) return closesDrawer();
      }
      throw new Error(`Nothing scheduled was announced as ${announced}.`);
    },
    async loads(scene) {
      await opensDrawer();
      await page
        .locator(".scenes")
        .getByRole("button", { name: new RegExp(`^${scene}`) })
        .click();
      const done = page.waitForResponse((answer) => answer.url().endsWith("/act"), { timeout: 60_000 });
      await page
        .getByRole("dialog", { name: "Load this scene?" })
        .getByRole("button", { name: "Load it" })
        .click();
      await done;
      await page.locator(".scene[aria-current=true]").getByText(scene).waitFor({ state: "attached" });
      await closesDrawer();
    },
    modal: (title) => page.getByRole("dialog", { name: title }),
    async message(words) {
      const found = page.locator("main .message").filter({ hasText: words }).last();
      await found.waitFor();
      return found;
    },
    fileFor,
    async pictures(name, of, look = {}) {
      const before = page.viewportSize();
      await page.emulateMedia({ colorScheme: look.dark ? "dark" : "light" });
      for (const [place, width] of Object.entries(widths)) {
        // A message may be taller than a phone: the window is made tall enough to show it whole.
        const height = of ? 2400 : heights[place as keyof typeof heights];
        await page.setViewportSize({ width, height });
        const path = fileFor(`${name}${look.dark ? "-dark" : ""}`, width);
        const how = { path, animations: "disabled" } as const;
        await (of ? of.screenshot(how) : page.screenshot(how));
      }
      await page.emulateMedia({ colorScheme: "light" });
      if (before) await page.setViewportSize(before);
    },
  };
}

function watched(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`page: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("requestfailed", (request) => {
    // The line on which changes come is cut when the page is left: that is how it ends.
    if (!request.url().endsWith("/workspace/changes"))
      problems.push(`request: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`answer: ${response.url()} ${response.status()}`);
  });
  return problems;
}
