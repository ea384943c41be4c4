import { type DraftContent, emptyContent, getDraft, saveDraft } from "../../../shared/drafts.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { isWaiting } from "../drafts/parcels.ts";
import { contentOf, type Draft, draftOf, draftsHere, inDoubt } from "./draft.ts";

/** Savings on their way, and conversations in which a reply is being sent: nothing may be saved behind its back. */
const saving = new Map<string, Promise<void>>();
const sending = new Set<string>();

/** Keeps on the server what was written here; what cannot be reached is tried again when the line is back. */
export async function pushDraft(id: string, keepalive = false): Promise<void> {
  const before = saving.get(id);
  if (before) await before;
  const draft = draftOf(id).get();
  if (sending.has(id) || !draft.dirty || inDoubt(draft)) return;
  const run = save(id, keepalive).finally(() => saving.get(id) === run && saving.delete(id));
  saving.set(id, run);
  return run;
}

async function save(id: string, keepalive: boolean): Promise<void> {
  const store = draftOf(id);
  const written = contentOf(store.get());
  try {
    const body = { content: written, base: store.get().base };
    const { version, others } = await call(saveDraft, { params: { id }, body }, { keepalive });
    store.set((now) => ({ ...now, base: version, others, dirty: !same(contentOf(now), written) }));
  } catch (error) {
    // Of a conversation one may no longer see nothing can be kept; here it stays.
    if (asProblem(error).code === "not_found") store.set((now) => ({ ...now, dirty: false }));
  }
}

/** Reads what another device wrote; what is being written here stands, and comes to the server by itself. */
export async function pullDraft(id: string): Promise<void> {
  await saving.get(id);
  const asked = draftOf(id).get().base;
  try {
    const { version, content, others } = await call(getDraft, { params: { id } });
    draftOf(id).set((now) => {
      if (now.dirty || sending.has(id) || isWaiting(id) || now.base !== asked) return now;
      if (version === now.base) return { ...now, others };
      return { ...now, ...shown(now, content), base: version, others };
    });
  } catch {
    // Not reached, or not to be seen: what is here stays.
  }
}

/** The tab one looks at stays, unless there is nothing in it. */
function shown(now: Draft, content: DraftContent | null): Partial<Draft> {
  const next = content ?? emptyContent;
  const tab = next[now.tab] || !content ? now.tab : next.tab;
  return { ...next, tab, after: null };
}

const same = (a: DraftContent, b: DraftContent) => JSON.stringify(a) === JSON.stringify(b);

/** Keeps everything that was written while nobody could be reached. */
export function pushAll(): void {
  for (const id of draftsHere()) if (draftOf(id).get().dirty) void pushDraft(id);
}

/** Keeps it when the field is left, but not before a click on Send had its turn. */
export function keepSoon(id: string): void {
  setTimeout(() => void pushDraft(id), 200);
}

/** Sends with nothing being saved meanwhile: a draft saved late would stand there again after it was sent. */
export async function whileSending<T>(id: string, send: () => Promise<T>): Promise<T> {
  sending.add(id);
  try {
    await saving.get(id);
    return await send();
  } finally {
    sending.delete(id);
  }
}
