import type { z } from "zod";
import type { NextStep } from "../../../shared/drafts.ts";
import type { sendReply } from "../../../shared/replies.ts";

/** What a reply says about what comes next, as the endpoint takes it. */
export type Then = z.output<typeof sendReply.body>["then"];

export type { NextStep } from "../../../shared/drafts.ts";

/** The step as the endpoint takes it; null while something is missing. */
export function thenOf(step: NextStep | null): Then | null {
  if (!step) return null;
  switch (step.kind) {
    case "wait":
      return { state: "waiting" };
    case "resolve":
      return step.reason.trim() ? { state: "resolved", reason: step.reason.trim() } : null;
    case "promise": {
      const text = step.text.trim();
      if (!text) return null;
      return { state: step.onHold ? "on_hold" : "open", promise: { text, dueAt: step.at } };
    }
  }
}
