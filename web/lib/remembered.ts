import type { z } from "zod";
import { keepText } from "./journal.ts";
import { createStore, type Store } from "./store.ts";

const prefix = "baton.";

/**
 * A store kept in this browser, the same in all its tabs unless each is to have its own; what no longer fits its shape,
 * or cannot be kept, is the fallback. What somebody typed is `safe`: it outlives a browser that is killed at once.
 */
export function remembered<T>(
  key: string,
  shape: z.ZodType<T>,
  fallback: T,
  { shared = true, safe = false } = {},
): Store<T> {
  const store = createStore<T>(read(key, shape) ?? fallback);
  // What another tab wrote stands in the storage already: written back it could undo what that tab wrote since.
  let hearing = false;
  store.subscribe(() => hearing || write(key, store.get(), safe));
  if (shared)
    hear(prefix + key, (text) => {
      hearing = true;
      store.set(parsed(text, shape) ?? fallback);
      hearing = false;
    });
  return store;
}

const listeners = new Map<string, (text: string | null) => void>();

function hear(key: string, listener: (text: string | null) => void): void {
  if (listeners.size === 0 && typeof window !== "undefined")
    window.addEventListener("storage", ({ key, newValue }) => key && listeners.get(key)?.(newValue));
  listeners.set(key, listener);
}

function read<T>(key: string, shape: z.ZodType<T>): T | undefined {
  try {
    return parsed(localStorage.getItem(prefix + key), shape);
  } catch {
    return undefined;
  }
}

function parsed<T>(text: string | null, shape: z.ZodType<T>): T | undefined {
  if (text === null) return undefined;
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown, safe: boolean): void {
  try {
    if (safe) keepText(prefix + key, value === null ? null : JSON.stringify(value));
    else if (value === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs the memory, not the work.
  }
}
