import { createStore, useStore } from "./store.ts";

/** What a colleague does in a conversation at this moment. */
export interface Signal {
  agentId: string;
  doing: "viewing" | "typing";
}

interface Heard extends Signal {
  conversationId: string;
  at: number;
}

/** A silent browser is believed this long, in milliseconds. */
const believed = { viewing: 45_000, typing: 6_000 };

const heard = createStore<readonly Heard[]>([]);

/** Notes what a colleague does; `left` takes it back. */
export function hearSignal(
  name: "viewing" | "typing" | "left",
  conversationId: string,
  agentId: string,
  at = Date.now(),
): void {
  heard.set((before) => {
    const others = before.filter((one) => one.agentId !== agentId || one.conversationId !== conversationId);
    return name === "left" ? others : [...others, { agentId, conversationId, doing: name, at }];
  });
}

/** Forgets what was not said again; one who stopped typing is still looking. */
export function fadeSignals(at = Date.now()): void {
  heard.set((before) => {
    const after = before.flatMap((one) => {
      if (at - one.at > believed.viewing) return [];
      return one.doing === "typing" && at - one.at > believed.typing
        ? [{ ...one, doing: "viewing" as const }]
        : [one];
    });
    const same = after.length === before.length && after.every((one, index) => one === before[index]);
    return same ? before : after;
  });
}

/** Who is in a conversation now, oneself included. */
export function signalsIn(conversationId: string): readonly Signal[] {
  return heard.get().filter((one) => one.conversationId === conversationId);
}

/** Calls when somebody comes into a conversation who was not there a moment ago. */
export function onArrival(conversationId: string, arrived: () => void): () => void {
  const present = () => new Set(signalsIn(conversationId).map(({ agentId }) => agentId));
  let before = present();
  return heard.subscribe(() => {
    const now = present();
    const added = [...now].some((id) => !before.has(id));
    before = now;
    if (added) arrived();
  });
}

export function useSignals(conversationId: string): readonly Signal[] {
  return useStore(heard).filter((one) => one.conversationId === conversationId);
}
