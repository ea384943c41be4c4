import { defineConfig } from "vitest/config";

// One PostgreSQL for the whole run, made by the global setup; every test file makes its own database in it.
export default defineConfig({
  test: {
    globalSetup: "test/global-setup.ts",
    pool: "forks",
    maxWorkers: 2,
    // They end what hangs, and never what is slow on a busy machine.
    testTimeout: 180_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{server,shared,web,help,widget,scripts,bench}/**/*.test.{ts,tsx}", "test/*.test.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
