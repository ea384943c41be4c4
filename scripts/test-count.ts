import { z } from "zod";

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/**
 * Counts a run's tests from vitest's JSON report and its exit status. A file that could not even be loaded is one
 * failure, and so is a run that failed without any failed test, or left no report.
 */
export function countTests(json: string | undefined, status: number): { passed: number; failed: number } {
  const { numPassedTests, numFailedTests, testResults } = json
    ? Report.parse(JSON.parse(json))
    : { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  const unloadable = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = numFailedTests + unloadable.length;
  return { passed: numPassedTests, failed: status !== 0 || !json ? Math.max(failed, 1) : failed };
}
