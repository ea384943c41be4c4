import { triedFor } from "./outbox.ts";

const minute = 60_000;
const pauses = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * minute);

/** When to try again: after 1, 5, 15, 30 minutes, 1, 2, then every 4 hours; null when the two days are over. */
export function nextAttempt(now: Date, giveUpAt: Date): Date | null {
  let left = now.getTime() - (giveUpAt.getTime() - triedFor);
  let pause = pauses[0] ?? minute;
  for (pause of pauses) {
    if (left < pause) break;
    left -= pause;
  }
  const next = new Date(now.getTime() + pause);
  return next <= giveUpAt ? next : null;
}
