import { isDeepStrictEqual } from "node:util";
import { InfiniteQueryObserver, type QueryClient, QueryObserver } from "@tanstack/react-query";
import { getConversationRow } from "../../shared/conversations.ts";
import type { Endpoint } from "../../shared/endpoint.ts";
import { listViewConversations } from "../../shared/saved-views.ts";
import { listConversations } from "../../shared/views.ts";
import { createLiveCache } from "../../web/lib/live-cache.ts";
import { createQueryClient, keyOf } from "../../web/lib/query.ts";
import type { Ask, Person } from "../builders.ts";
import { LiveClient } from "../live-client.ts";

/** What a browser would show: reads kept in the app's own cache, asked for anew only by what the live connection says. */
export interface Mirror {
  /** Shows a read from now on. */
  hold(endpoint: Endpoint, ask?: Ask): Promise<void>;
  /** Reads that say something else than the server does now. */
  differences(): Promise<string[]>;
  /** How often it was told that this passed. */
  heard(name: string): number;
  /** Shows no longer what was held since the last mark. */
  release(): void;
  /** What is held so far stays. */
  mark(): void;
  close(): void;
}

interface Held {
  name: string;
  key: readonly unknown[];
  ask(): Promise<unknown>;
  end(): void;
}

const patient = { retry: false, gcTime: Number.POSITIVE_INFINITY } as const;

export async function openMirror(url: string, who: Person): Promise<Mirror> {
  const queries = createQueryClient();
  const cache = createLiveCache(queries, (id) => who.call(getConversationRow, { params: { id } }));
  const client = new LiveClient(url, who.cookie);
  client.onFrame = (frame) => {
    if (frame.kind === "event") cache.hear(frame.name, frame.ids);
    if (frame.kind === "signal" && frame.name === "draft") cache.hearDraft();
    if (frame.kind === "passing") cache.hearPassing(frame.name);
    if (frame.kind === "reload") cache.refreshAll();
  };
  await client.connect();
  let held: Held[] = [];
  let lasting = 0;

  return {
    hold: async (endpoint, ask = {}) => {
      const one = byRow.includes(endpoint)
        ? pages(queries, who, endpoint, ask)
        : single(queries, who, endpoint, ask);
      held.push(one);
      await queries.ensureQueryData({ queryKey: one.key }).catch(() => {});
    },
    differences: async () => {
      const told = await Promise.all(held.map((one) => difference(queries, one)));
      return told.filter((text) => text !== null);
    },
    heard: (name) => client.frames.filter((frame) => frame.kind === "passing" && frame.name === name).length,
    release: () => {
      for (const { end } of held.slice(lasting)) end();
      held = held.slice(0, lasting);
    },
    mark: () => {
      lasting = held.length;
    },
    close: () => {
      for (const { end } of held) end();
      client.cut();
      queries.clear();
    },
  };
}

function single(queries: QueryClient, who: Person, endpoint: Endpoint, ask: Ask): Held {
  const key = keyOf(endpoint, ask);
  const fetch = () => who.call(endpoint, ask) as Promise<unknown>;
  const end = new QueryObserver(queries, { queryKey: key, queryFn: fetch, ...patient }).subscribe(() => {});
  return { name: `${endpoint.path} ${JSON.stringify(ask)}`, key, ask: fetch, end };
}

/** Lists of conversations, whose rows are put in one by one. */
const byRow: readonly Endpoint[] = [listConversations, listViewConversations];

function pages(queries: QueryClient, who: Person, endpoint: Endpoint, ask: Ask): Held {
  const key = [...keyOf(endpoint, ask), "pages"];
  const fetch = () => who.call(endpoint, ask) as Promise<unknown>;
  const end = new InfiniteQueryObserver(queries, {
    queryKey: key,
    queryFn: fetch,
    initialPageParam: "",
    getNextPageParam: () => null,
    ...patient,
  }).subscribe(() => {});
  return {
    name: `${endpoint.path} ${JSON.stringify(ask)}`,
    key,
    ask: async () => ({ pages: [await fetch()], pageParams: [""] }),
    end,
  };
}

/** Null when the cache says what the server says; both may say that there is no such thing. */
async function difference(queries: QueryClient, { name, key, ask }: Held): Promise<string | null> {
  const fresh = await ask().then(plain, () => "refused");
  const state = queries.getQueryState(key);
  const shown = state?.status === "error" ? "refused" : plain(state?.data);
  if (isDeepStrictEqual(shown, fresh)) return null;
  return `${name}: shows ${where(shown, fresh)}`;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** The first place at which two values differ, in words. */
function where(a: unknown, b: unknown, path = ""): string {
  if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
      if (!isDeepStrictEqual(a[key], b[key])) return where(a[key], b[key], `${path}/${key}`);
  }
  return `${path} ${short(a)} instead of ${short(b)}`;
}
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const short = (value: unknown) => (JSON.stringify(value) ?? "nothing").slice(0, 200);
