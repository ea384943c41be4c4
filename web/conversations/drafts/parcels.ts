import { z } from "zod";
import { DraftContent } from "../../../shared/drafts.ts";
import { keepText } from "../../lib/journal.ts";
import { createStore } from "../../lib/store.ts";

/** What was to be sent while nobody could be reached. The key makes it one request, however often it is tried. */
const Parcel = z.object({
  key: z.uuid(),
  /** Whose it is: nobody else at this browser sends it. */
  by: z.uuid(),
  conversationId: z.uuid(),
  kind: z.enum(["reply", "note"]),
  /** As it goes over the wire. */
  body: z.record(z.string(), z.unknown()),
  /** What it was as a draft, for whoever wants it back. */
  content: DraftContent,
  what: z.string(),
  base: z.uuid().nullable(),
  at: z.number(),
  /** Why it does not leave by itself any more; it stays until its writer says what becomes of it. */
  refused: z
    .object({ code: z.string(), status: z.number().int(), detail: z.string() })
    .nullable()
    .default(null),
});
export type Parcel = z.infer<typeof Parcel>;

const prefix = "baton.parcel.";

/** Everything that waits in this browser, the oldest first; the same in all its tabs. */
export const parcels = createStore<readonly Parcel[]>([]);
/** The one that is on its way from this tab right now. */
export const leaving = createStore<string | null>(null);
/** Whether one looks at one's drafts, and at what came back. */
export const draftsShown = createStore(false);

/** The code of a refusal of our own: it waited so long that nobody expects it to leave by itself. */
export const waitedTooLong = "waited_too_long";

/** Reads anew what waits: other tabs put away and take out, too. */
export function readParcels(): void {
  const found = keys().flatMap((key) => {
    try {
      return Parcel.safeParse(JSON.parse(localStorage.getItem(key) ?? "")).data ?? [];
    } catch {
      return [];
    }
  });
  parcels.set(found.toSorted((a, b) => a.at - b.at));
}

/** Keeps it until the line is back; false when this browser has no room for it. */
export function putAway(parcel: Parcel): boolean {
  try {
    keepText(prefix + parcel.key, JSON.stringify(parcel));
  } catch {
    return false;
  }
  readParcels();
  return true;
}

export function takeOut({ key }: Parcel): void {
  keepText(prefix + key, null);
  readParcels();
}

/** What came back to this person, the oldest first. */
export const refusedOf = (all: readonly Parcel[], me: string): Parcel[] =>
  all.filter(({ by, refused }) => by === me && refused !== null);

/** True while something of this conversation waits: what the server holds of it as a draft is older. */
export function isWaiting(conversationId: string): boolean {
  return parcels.get().some((one) => one.conversationId === conversationId);
}

function keys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

readParcels();
if (typeof window !== "undefined")
  window.addEventListener("storage", ({ key }) => key?.startsWith(prefix) && readParcels());
