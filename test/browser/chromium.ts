/** A real Chromium: the one that is installed on this machine. Nothing is downloaded. */
import { accessSync, constants } from "node:fs";
import { type Browser, chromium } from "playwright-core";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where Chromium is: the setting CHROMIUM, or where Debian has it. */
    readonly chromium: string;
  }
}

/** Where Debian's package puts it. */
export const usualChromium = "/usr/bin/chromium";

/** Opens Chromium without a window; says what to do where there is none. */
export async function openChromium(path: string): Promise<Browser> {
  if (!isProgram(path))
    throw new Error(
      `There is no Chromium at ${path}. Install it (Debian: apt-get install chromium), or say where it is: CHROMIUM=/path/to/chromium npm run test:browser`,
    );
  return chromium.launch({ executablePath: path, args: [...quiet] });
}

/** A browser that does nothing but what it is told, in a container too. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
] as const;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
