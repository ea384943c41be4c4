import { Refusal } from "./errors.ts";

/** Where a list goes on, opaque to the caller: the sort keys of the last row given. */
export function writeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** The sort keys of a cursor, exactly `count`; null for the first page; refuses what was not written here. */
export function readCursor(text: string | undefined, count: number): string[] | null {
  if (!text) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (Array.isArray(keys) && keys.length === count && keys.every((key) => typeof key === "string"))
      return keys as string[];
  } catch {
    // Falls through to the refusal.
  }
  throw new Refusal("invalid_request", "`after` must be the `next` of the page before.");
}
