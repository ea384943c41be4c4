import type { z } from "zod";
import { createStore, type Store } from "./store.ts";

/** A store kept in this browser; what no longer fits its shape, or cannot be kept, is the fallback. */
export function remembered<T>(key: string, shape: z.ZodType<T>, fallback: T): Store<T> {
  const store = createStore<T>(read(key, shape) ?? fallback);
  store.subscribe(() => write(key, store.get()));
  return store;
}

function read<T>(key: string, shape: z.ZodType<T>): T | undefined {
  try {
    const text = localStorage.getItem(`baton.${key}`);
    return text === null ? undefined : shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(`baton.${key}`);
    else localStorage.setItem(`baton.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs the memory, not the work.
  }
}
