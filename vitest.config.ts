import { defineConfig } from "vitest/config";

// One PostgreSQL for the whole run, made by the global setup; every test file makes its own database in it.
export default defineConfig({
  test: {
    globalSetup: "test/global-setup.ts",
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
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
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
