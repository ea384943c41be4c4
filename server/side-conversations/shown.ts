import type { Excerpt } from "../../shared/side-conversations.ts";
import { find } from "../conversations/access.ts";
import { visibleFile } from "../conversations/file.ts";
import { messageIdsOf } from "../conversations/findable.ts";
import { getMessage } from "../conversations/thread.ts";
import { filesById, uploaded } from "../conversations/upload.ts";
import { written } from "../conversations/written.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

/** What somebody writes in a side conversation, and what of the customer's they show along. */
export interface Shown {
  text?: string | undefined;
  html?: string | undefined;
  forwardIds: readonly string[];
  attachmentIds: readonly string[];
  fileIds: readonly string[];
}

export interface ShownFile {
  fileId: string;
  name: string;
  inline: boolean;
  size: number;
}

/** The same, ready to be kept and sent: nothing leaves that is not in it. */
export interface Gathered {
  text: string;
  html: string | null;
  excerpts: Excerpt[];
  files: ShownFile[];
}

const longest = 100_000;

/** Cleans the words and copies what is shown of a conversation, as it reads now; refuses what this actor may not see there. */
export async function gather(work: Work, conversationId: string, shown: Shown): Promise<Gathered> {
  const { text, html, images } = await written(work, shown, longest);
  const { excerpts, attachments } = await excerptsOf(work, conversationId, shown);
  const inline = new Map(
    images.map(({ fileId, name, size }) => [fileId, { fileId, name, size, inline: true }]),
  );
  const beside = await uploaded(
    work,
    shown.fileIds.filter((id) => !inline.has(id)),
  );
  const sizes = new Map(
    (
      await filesById(
        work,
        beside.map(({ fileId }) => fileId),
      )
    ).map(({ id, size }) => [id, size]),
  );
  const own = beside.map(({ fileId, name }) => ({
    fileId,
    name,
    inline: false,
    size: sizes.get(fileId) ?? 0,
  }));
  return { text, html, excerpts, files: [...inline.values(), ...own, ...attachments] };
}

/** Notes are for colleagues and are never shown along; neither is a reply that has not left. */
async function excerptsOf(work: Work, conversationId: string, { forwardIds, attachmentIds }: Shown) {
  const excerpts: Excerpt[] = [];
  const attachments: ShownFile[] = [];
  if (forwardIds.length === 0 && attachmentIds.length === 0) return { excerpts, attachments };
  await find(work, conversationId);
  const here = new Set(await messageIdsOf(work, conversationId));
  const wanted = new Set(attachmentIds);
  for (const id of new Set(forwardIds)) {
    if (!here.has(id)) throw notFound("One of the messages is not in this conversation.");
    const message = await getMessage(work, id);
    if (message.kind !== "reply" || message.undoUntil)
      throw new Refusal("unprocessable", "Only what was written with the customer can be shown along.");
    excerpts.push({
      author: message.author.name || (message.author.address ?? ""),
      at: message.at,
      text: message.text,
    });
    for (const attachment of message.attachments.filter((one) => wanted.delete(one.id))) {
      const { fileId, name, size } = await visibleFile(work, attachment.id);
      attachments.push({ fileId, name, size, inline: false });
    }
  }
  if (wanted.size > 0) throw notFound("One of the files is in none of the messages that are shown along.");
  excerpts.sort((a, b) => a.at.getTime() - b.at.getTime());
  return { excerpts, attachments };
}
