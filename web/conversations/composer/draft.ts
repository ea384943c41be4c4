import { z } from "zod";
import { DraftContent, emptyContent } from "../../../shared/drafts.ts";
import { remembered } from "../../lib/remembered.ts";
import type { Store } from "../../lib/store.ts";
import type { UploadedFile } from "../../lib/upload.ts";

const Draft = DraftContent.extend({
  bcc: DraftContent.shape.bcc.default(null),
  step: DraftContent.shape.step.default(null),
  /** The version on the server that this browser saw last, and whether something was written here since. */
  base: z.uuid().nullable().default(null),
  dirty: z.boolean().default(true),
  /** What another device wrote and this one overwrote, or what came back unsent. */
  others: z.array(DraftContent).default([]),
  /** The newest message when one began to write. */
  after: z.uuid().nullable().default(null),
  /** The last try to send, of which nobody knows whether it arrived: the very same again is the same request, also after a crash. */
  attempt: z
    .object({ what: z.string(), key: z.string(), of: z.string(), base: z.uuid().nullable() })
    .nullable()
    .default(null),
});
export type Draft = z.infer<typeof Draft>;

export const emptyDraft: Draft = {
  ...emptyContent,
  base: null,
  dirty: false,
  others: [],
  after: null,
  attempt: null,
};

const drafts = new Map<string, Store<Draft>>();
/** Kept, so that a browser without a line still knows whose they are. */
const writer = remembered("writer", z.string(), "", { shared: false });
let owner = writer.get();
const nameOf = (conversationId: string) => `draft.${owner}.${conversationId}`;

/** Says whose drafts these are: who signs in next at this browser neither sees them nor sends them. */
export function writeAs(agentId: string): void {
  if (owner === agentId) return;
  owner = agentId;
  writer.set(agentId);
  drafts.clear();
  adopt();
}

/** Drafts from before they had an owner belong to whoever comes first. */
function adopt(): void {
  for (const key of keptKeys()) {
    const [, conversationId] = /^baton\.draft\.([0-9a-f-]{36})$/.exec(key) ?? [];
    if (!conversationId) continue;
    localStorage.setItem(`baton.${nameOf(conversationId)}`, localStorage.getItem(key) ?? "");
    localStorage.removeItem(key);
  }
}

/** What one was writing in a conversation, kept in this browser first and on the server for the others. */
export function draftOf(conversationId: string): Store<Draft> {
  // Tabs meet at the server, as other devices do: each knows what it has not yet brought there.
  const draft =
    drafts.get(conversationId) ??
    remembered(nameOf(conversationId), Draft, emptyDraft, { shared: false, safe: true });
  drafts.set(conversationId, draft);
  return draft;
}

/** Conversations in which this browser holds a draft, also from before it was closed. */
export function draftsHere(): string[] {
  const start = `baton.${nameOf("")}`;
  return keptKeys().flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
}

function keptKeys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [...drafts.keys()].map((id) => `baton.${nameOf(id)}`);
  }
}

/** What is one's own of a draft, without what only this browser knows. */
export function contentOf({
  tab,
  reply,
  note,
  cc,
  bcc,
  files,
  step,
  actions,
  macroIds,
}: Draft): DraftContent {
  return { tab, reply, note, cc, bcc, files, step, actions, macroIds };
}

/** True while a try to send what stands here may have arrived: to keep it as a draft would bring it back after it was sent. */
export function inDoubt(draft: Draft): boolean {
  return draft.attempt !== null && draft.attempt.of === JSON.stringify(contentOf(draft));
}

/** Writes in a draft; it waits to be kept on the server from then on. */
export function writeDraft(draft: Store<Draft>, part: Partial<DraftContent>): void {
  draft.set((before) => ({ ...before, ...part, dirty: true }));
}

export function addFile(draft: Store<Draft>, file: UploadedFile): void {
  draft.set((before) => ({ ...before, files: [...before.files, file], dirty: true }));
}

export function removeFile(draft: Store<Draft>, id: string): void {
  draft.set((before) => ({ ...before, files: before.files.filter((file) => file.id !== id), dirty: true }));
}
