import { i18n } from "../lib/i18n.ts";

// What Baton itself promises is kept as these words, so that programs read the same in every language.
const ownWords = {
  "First reply": "baton.firstReply",
  Reply: "baton.nextReply",
  "Check in": "baton.checkIn",
} as const;

/** A promise in the reader's language where Baton made it, otherwise as somebody wrote it. */
export function promiseWords(text: string): string {
  return Object.hasOwn(ownWords, text) ? i18n.t(ownWords[text as keyof typeof ownWords]) : text;
}
