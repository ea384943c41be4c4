import { z } from "zod";
import { LiveFrame } from "../../shared/live.ts";
import type { LoggedEvent } from "./events.ts";
import { writePlace } from "./log-reader.ts";

/** An event as browsers hear it: its place, its name and the ids it is about, never content. */
export function eventFrame(epoch: string, { name, place, data, actorId }: LoggedEvent): string {
  const ids = Object.fromEntries(
    Object.entries({ ...data, actorId }).filter(
      (entry): entry is [string, string] => entry[0].endsWith("Id") && typeof entry[1] === "string",
    ),
  );
  const frame: LiveFrame = { kind: "event", at: writePlace(epoch, place), name, ids };
  return JSON.stringify(frame);
}

/** What processes tell each other about somebody who looks or types, and about what passes. */
export const Signal = z.object({
  workspaceId: z.uuid(),
  topics: z.array(z.string()),
  frame: z.union([LiveFrame.options[3], LiveFrame.options[4]]),
});

/** The value of a JSON text, or null for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
