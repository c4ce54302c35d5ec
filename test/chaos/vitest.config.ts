import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/chaos/**/*.test.ts"],
    globalSetup: ["test/chaos/run-of-tests.ts"],
    // One scenario at a time: each measures how long things take, on a machine with few cores.
    fileParallelism: false,
    testTimeout: process.env.BEARINGS_SIZE === "release" ? 4 * 3_600_000 : 3_600_000,
    hookTimeout: 120_000,
  },
});
