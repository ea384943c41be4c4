type Listener = (name: string, ids: Record<string, string>) => void;

const listeners = new Set<Listener>();

/** Tells whoever wants to know by itself what happened, besides making reads stale. */
export function tellHeard(name: string, ids: Record<string, string>): void {
  for (const listener of listeners) listener(name, ids);
}

/** Calls with every event as it is heard, and with `draft` when one's own draft changed on some device. */
export function onHeard(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
