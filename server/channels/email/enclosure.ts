import { linkAttachments } from "../../conversations/attachment-link.ts";
import { contentOf } from "../../conversations/file.ts";
import type { Work } from "../../platform/work.ts";
import type { Enclosed } from "./outbox.ts";
import { type Picture, shownFiles } from "./reply-html.ts";
import type { SendingLimits } from "./sending-limits.ts";

/** A file of a message. `id` is the attachment's. */
export interface OwnFile {
  id: string;
  fileId: string;
  name: string;
}

/** A file that a mail leads to instead of carrying it. */
export interface LinkedFile {
  name: string;
  size: number;
  url: string;
  until: Date;
}

export interface Enclosure {
  enclosed: Enclosed[];
  linked: LinkedFile[];
  /** What the pictures in the HTML become, by the id of their file and of their attachment. */
  pictures: Map<string, Picture>;
}

/** Bytes of a part in a mail: base64 in lines of 76 characters, and its headers. */
export const encodedSize = (bytes: number) => Math.ceil(bytes / 57) * 78 + 500;

/** Parts take more than their words: headers, boundaries, the signature, the frame around it. */
const aroundWords = 12_000;

/**
 * How the files of a message travel: what its HTML shows inside of it, the rest below, and the largest by link as long as the
 * whole would be larger than the inbox's limit; pictures in the text last.
 */
export async function enclose(
  work: Work,
  linkOf: (attachmentId: string) => string,
  message: { text: string; html: string | null; files: readonly OwnFile[] },
  limits: SendingLimits,
): Promise<Enclosure> {
  const { text, html, files } = message;
  const kept = await contentOf(
    work,
    files.map(({ fileId }) => fileId),
  );
  const shown = shownFiles(html ?? "");
  const all = files.flatMap((file) => {
    const content = kept.get(file.fileId);
    if (!content) return [];
    const inline = (shown.has(file.fileId) || shown.has(file.id)) && content.mediaType.startsWith("image/");
    return [{ ...file, size: content.size, inline }];
  });
  const words = encodedSize(Buffer.byteLength(text)) + encodedSize(Buffer.byteLength(html ?? text) * 2);
  let left =
    limits.largestBytes - words - aroundWords - all.reduce((sum, { size }) => sum + encodedSize(size), 0);
  const apart = new Set<string>();
  for (const { id, size } of all.toSorted((a, b) => Number(a.inline) - Number(b.inline) || b.size - a.size)) {
    if (left >= 0) break;
    apart.add(id);
    left += encodedSize(size);
  }
  const until = await linkAttachments(work, [...apart], limits.linkDays);
  const pictures = new Map<string, Picture>();
  for (const { id, fileId, name, inline } of all.filter(({ inline: one }) => one))
    for (const key of [id, fileId])
      pictures.set(key, { name, contentId: inline && !apart.has(id) ? contentIdOf(id) : null });
  return {
    enclosed: all
      .filter(({ id }) => !apart.has(id))
      .map(({ id, fileId, name, inline }) => ({ fileId, name, contentId: inline ? contentIdOf(id) : null })),
    linked: all
      .filter(({ id }) => apart.has(id))
      .map(({ id, name, size }) => ({ name, size, url: linkOf(id), until: until.get(id) ?? work.now })),
    pictures,
  };
}

const contentIdOf = (attachmentId: string) => `${attachmentId}@baton.inline`;
