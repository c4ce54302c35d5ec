import { defineConfig } from "vitest/config";

const isSmall = (process.env.BEARINGS_SIZE ?? "commit") === "commit";

export default defineConfig({
  test: {
    include: ["test/chaos/**/*.test.ts"],
    globalSetup: ["test/chaos/run-of-tests.ts"],
    // Small ones wait most of their time, so some go on beside each other; large ones measure how long things take, and
    // have the machine to themselves.
    maxWorkers: isSmall ? 3 : 1,
    fileParallelism: isSmall,
    testTimeout: process.env.BEARINGS_SIZE === "release" ? 4 * 3_600_000 : 3_600_000,
    hookTimeout: 120_000,
  },
});
