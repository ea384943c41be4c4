import { keepFile } from "../../conversations/file.ts";
import type { Work } from "../../platform/work.ts";
import type { Reading } from "./reading.ts";

/** Where the content of an attachment lies. */
export interface Stored {
  sha256: Buffer;
  size: number;
}

/** Files of an agent's own mail, as if they had uploaded them. */
export async function keepFiles(work: Work, { attachments }: Reading, files: readonly Stored[]) {
  const kept = [];
  for (const [i, { name, mediaType }] of attachments.entries())
    kept.push(await keepFile(work, files[i] as Stored, { name, mediaType }));
  return kept;
}

/** Files of a mail as its message has them. */
export async function keepAttachments(work: Work, { attachments }: Reading, files: readonly Stored[]) {
  const kept = [];
  for (const [i, { id, name, mediaType, contentId, inline }] of attachments.entries()) {
    const file = await keepFile(work, files[i] as Stored, { name, mediaType });
    kept.push({ id, fileId: file.id, name: file.name, contentId, inline });
  }
  return kept;
}
