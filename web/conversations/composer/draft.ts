import { z } from "zod";
import { remembered } from "../../lib/remembered.ts";
import type { Store } from "../../lib/store.ts";
import type { UploadedFile } from "../../lib/upload.ts";

const File = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.number() });

const Draft = z.object({
  tab: z.enum(["reply", "note"]),
  reply: z.string(),
  note: z.string(),
  /** Null while the copies go to whom they went before. */
  cc: z.array(z.string()).nullable(),
  /** Null while nobody is asked for. */
  bcc: z.array(z.string()).nullable().default(null),
  files: z.array(File),
});
export type Draft = z.infer<typeof Draft>;

export const emptyDraft: Draft = { tab: "reply", reply: "", note: "", cc: null, bcc: null, files: [] };

const drafts = new Map<string, Store<Draft>>();

/** What one was writing in a conversation, kept in this browser until it is sent. */
export function draftOf(conversationId: string): Store<Draft> {
  const draft = drafts.get(conversationId) ?? remembered(`draft.${conversationId}`, Draft, emptyDraft);
  drafts.set(conversationId, draft);
  return draft;
}

export function addFile(draft: Store<Draft>, file: UploadedFile): void {
  draft.set((before) => ({ ...before, files: [...before.files, file] }));
}

export function removeFile(draft: Store<Draft>, id: string): void {
  draft.set((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) }));
}
