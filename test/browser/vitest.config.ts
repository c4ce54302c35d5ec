import { defineConfig } from "vitest/config";
import { usualChromium } from "./chromium.ts";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    // One browser and one workspace at a time: each has a clock and a database that nothing else may touch.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 10_000 } },
    // What comes later in a story is told of what came before.
    bail: 1,
    provide: { chromium: process.env.CHROMIUM ?? usualChromium },
  },
});
