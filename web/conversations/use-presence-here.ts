import { useEffect } from "react";
import { liveState, signal } from "../lib/live-state.ts";
import { onArrival } from "../lib/signals.ts";

const sayAgainEvery = 20_000;

/** Tells colleagues that one looks at a conversation, while its tab is seen, and that one left. */
export function usePresenceHere(conversationId: string): void {
  useEffect(() => {
    const say = () => document.visibilityState === "visible" && signal({ signal: "viewing", conversationId });
    const onVisibility = () =>
      document.visibilityState === "visible" ? say() : signal({ signal: "left", conversationId });
    const timer = setInterval(say, sayAgainEvery);
    const unsubscribe = liveState.subscribe(say);
    // Who comes later has not heard that one is here.
    const unwatch = onArrival(conversationId, say);
    document.addEventListener("visibilitychange", onVisibility);
    say();

    return () => {
      clearInterval(timer);
      unsubscribe();
      unwatch();
      document.removeEventListener("visibilitychange", onVisibility);
      signal({ signal: "left", conversationId });
    };
  }, [conversationId]);
}
