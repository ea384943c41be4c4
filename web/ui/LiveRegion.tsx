import { announcement } from "../lib/announce.ts";
import { useStore } from "../lib/store.ts";

/** Reads announcements aloud; the alternating mark makes a repeated sentence heard again. */
export function LiveRegion() {
  const { text, count } = useStore(announcement);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {text}
      {count % 2 === 1 ? "\u00a0" : ""}
    </div>
  );
}
