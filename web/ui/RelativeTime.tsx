import { exactTime, shortAgo, useNow } from "../lib/time.ts";

/** How long ago, with the exact moment on hover. */
export function RelativeTime({ at, className }: { at: Date; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at.toISOString()} title={exactTime(at)} className={className}>
      {shortAgo(at, now)}
    </time>
  );
}
