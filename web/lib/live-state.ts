import type { LiveWord } from "../../shared/live.ts";
import { createStore } from "./store.ts";

/** Whether the screen hears what happens: `lost` means that it asks now and then instead. */
export const liveState = createStore<"connecting" | "live" | "lost">("connecting");

const silence = () => {};
let say: (word: LiveWord) => void = silence;

/** Tells colleagues what one does in a conversation; unheard while the line is down. */
export function signal(word: LiveWord): void {
  say(word);
}

/** Says how words reach colleagues, until the returned function is called. */
export function speakBy(speak: (word: LiveWord) => void): () => void {
  say = speak;
  return () => {
    if (say === speak) say = silence;
  };
}
