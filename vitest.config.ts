import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**", "test/chaos/**"],
    // Each worker's embedded PostgreSQL takes half a gigabyte and more: two workers, each with one database
    // that every file of its own shares (facts/stack.md 5).
    globalSetup: "test/support/built.ts",
    pool: "forks",
    maxWorkers: 2,
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
