/**
 * Takes the README's two pictures from the scene "Twelve weeks": the team's summary and the leader's digest. Run it when
 * either message or the page has changed: `npm run pictures`.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Locator } from "playwright-core";
import { openChromium, usualChromium } from "./chromium.ts";
import { startWorkspace } from "./local-workspace.ts";
import { openScreen } from "./screen.ts";
import { smallPng } from "./small-png.ts";

const folder = fileURLToPath(new URL("../../docs/pictures", import.meta.url));
/** CSS pixels: as wide as a README is read, and a little tighter than a desk's window. */
const messageWidth = 720;

await mkdir(folder, { recursive: true });
const browser = await openChromium(process.env.CHROMIUM ?? usualChromium);
const workspace = await startWorkspace();
try {
  const screen = await openScreen(browser, workspace.address, { sharpness: 2 });
  await screen.goes("harbour-support");
  await take(await screen.message("What Harbour Support said this week"), "summary.png");
  await screen.goes("Bearings");
  await take(await screen.message(/Your focus, week \d+/), "digest.png");

  async function take(message: Locator, name: string): Promise<void> {
    const wide = await message.boundingBox();
    const beside = (screen.page.viewportSize()?.width ?? 0) - (wide?.width ?? 0);
    await screen.page.setViewportSize({ width: Math.round(beside) + messageWidth, height: 2400 });
    await message
      .getByRole("img")
      .last()
      .evaluate((image) => (image as HTMLImageElement).decode());
    await screen.page.mouse.move(0, 0);
    // What was drawn meanwhile may have pushed it out of sight.
    await message.scrollIntoViewIfNeeded();
    const box = await message.boundingBox();
    if (box === null) throw new Error(`There is no message to take a picture of for ${name}.`);
    // Whole pixels only: half of one would show a line of what stands beside the message.
    const clip = {
      x: Math.ceil(box.x),
      y: Math.ceil(box.y),
      width: Math.floor(box.width) - 1,
      height: Math.floor(box.height),
    };
    const png = await screen.page.screenshot({ clip, animations: "disabled" });
    await writeFile(join(folder, name), await smallPng(browser, png));
    process.stdout.write(`docs/pictures/${name}\n`);
  }
} finally {
  await browser.close();
  await workspace.stop();
}
