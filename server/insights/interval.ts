export interface Interval {
  low: number;
  high: number;
}

/** Normal quantile at 0.975. */
const z = 1.959963984540054;
/** Fewer ratings than this vary too little by chance to say how sure their mean is. */
const fewest = 5;

/**
 * 95 % interval of a share, `hits` of `all`: the score interval of E. B. Wilson, "Probable Inference, the Law of Succession, and
 * Statistical Inference", JASA 22 (1927), 209–212. Null when there is nothing to count.
 */
export function shareInterval(hits: number, all: number): Interval | null {
  if (all === 0) return null;
  const share = hits / all;
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  const middle = share + (z * z) / (2 * all);
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

/**
 * 95 % interval of the mean of `count` ratings from 1 to 5 with this sample deviation, by Student's t ("The Probable Error of a
 * Mean", Biometrika 6 (1908), 1–25), cut to the scale. Null for fewer than 5 ratings.
 */
export function meanInterval(mean: number, deviation: number, count: number): Interval | null {
  if (count < fewest) return null;
  const spread = (tQuantile(count - 1) * deviation) / Math.sqrt(count);
  return { low: Math.max(1, mean - spread), high: Math.min(5, mean + spread) };
}

/** Quantile at 0.975 of Student's t for at least 4 degrees of freedom, to 0.001: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5. */
export function tQuantile(freedom: number): number {
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3 + g4 / freedom ** 4;
}
