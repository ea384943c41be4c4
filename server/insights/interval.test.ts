import { expect, test } from "vitest";
import { meanInterval, shareInterval, tQuantile } from "./interval.ts";

test("the quantile of Student's t is that of the tables", () => {
  const table: [number, number][] = [
    [4, 2.776],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ];
  for (const [freedom, quantile] of table) expect(tQuantile(freedom)).toBeCloseTo(quantile, 2);
});

test("a share's interval is Wilson's, also at the ends", () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.
  const published: [number, number, number, number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [hits, all, low, high] of published) {
    const interval = shareInterval(hits, all);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  }
  expect(shareInterval(0, 0)).toBeNull();
  expect(shareInterval(20, 20)?.high).toBe(1);
});

test("a mean's interval is null for a few ratings and never leaves the scale", () => {
  expect(meanInterval(5, 0, 4)).toBeNull();
  // 4.0 with deviation 1.0 of 25: 2.0639 standard errors of 0.2.
  expect(meanInterval(4, 1, 25)?.low).toBeCloseTo(3.587, 3);
  expect(meanInterval(4.8, 0.45, 5)?.high).toBe(5);
});
