import type { FastifyReply } from "fastify";
import { renewAttachmentLink, revokeAttachmentLink } from "../../shared/attachment-links.ts";
import { downloadFile, uploadFile } from "../../shared/platform.ts";
import type { Actor } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import { renewLink, revokeLink } from "./attachment-link.ts";
import { type FoundFile, keepFile, visibleFile } from "./file.ts";

/** Media types a browser may show inside a page; everything else is only ever a download. */
const showable = /^image\/(png|jpeg|gif|webp|avif)$/;

export function fileRoutes(web: Web): void {
  const { house } = web;

  answerFreely(web, uploadFile, async ({ http }, actor) => {
    const part = await http.file();
    if (!part || part.fieldname !== "file")
      throw new Refusal("invalid_request", "Send one file as the multipart field `file`.");
    const content = await part.toBuffer();
    const stored = await house.files.put(actor.workspaceId, content);
    return house.work(actor, (work) =>
      keepFile(work, stored, { name: part.filename, mediaType: part.mimetype }),
    );
  });

  answerFreely(web, downloadFile, ({ params, answer: reply }, actor) =>
    sendAttachment(house, actor, params.id, reply),
  );
  answer(web, renewAttachmentLink, ({ params }, work) => renewLink(work, params.id));
  answer(web, revokeAttachmentLink, ({ params }, work) => revokeLink(work, params.id));
}

/** Sends a file to whoever may see a message that has it, or has uploaded it: as a download, never run, never guessed. */
export async function sendAttachment(
  house: House,
  actor: Actor,
  id: string,
  answer: FastifyReply,
): Promise<FastifyReply> {
  return sendFile(house, actor, await house.work(actor, (work) => visibleFile(work, id)), answer);
}

/** The same for a file that was found: whoever calls has checked that it may be seen. */
export async function sendFile(
  house: House,
  actor: Actor,
  file: FoundFile,
  answer: FastifyReply,
): Promise<FastifyReply> {
  const content = await house.files.stream(actor.workspaceId, file.sha256);
  const type = showable.test(file.mediaType) ? file.mediaType : "application/octet-stream";
  return answer
    .header("content-type", type)
    .header("content-length", file.size)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header("content-security-policy", "sandbox; default-src 'none'")
    .header("x-content-type-options", "nosniff")
    .header("cross-origin-resource-policy", "same-origin")
    .header("cache-control", "private, max-age=31536000, immutable")
    .send(content);
}
