import { exactTime, longAgo, shortAgo, useNow } from "../lib/time.ts";

/** How long ago, in a letter or in words, with the exact moment on hover. */
export function RelativeTime({ at, long, className }: { at: Date; long?: boolean; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at.toISOString()} title={exactTime(at)} className={className}>
      {long ? longAgo(at, now) : shortAgo(at, now)}
    </time>
  );
}
