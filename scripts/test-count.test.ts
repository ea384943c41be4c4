import { expect, test } from "vitest";
import { countTests } from "./test-count.ts";

const report = (
  passed: number,
  failed: number,
  files: { status: string; assertionResults: unknown[] }[] = [],
) => JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files });

test("counts what passed and what failed", () => {
  expect(countTests(report(7, 0), 0)).toEqual({ passed: 7, failed: 0 });
  expect(countTests(report(7, 2), 1)).toEqual({ passed: 7, failed: 2 });
});

test("counts a file that could not be loaded as a failure", () => {
  const files = [{ status: "failed", assertionResults: [] }];
  expect(countTests(report(3, 0, files), 1)).toEqual({ passed: 3, failed: 1 });
});

test("never calls a failed run clean", () => {
  expect(countTests(report(3, 0), 1)).toEqual({ passed: 3, failed: 1 });
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});
