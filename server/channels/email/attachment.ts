import { decodeWords } from "./encoded-words.ts";
import { first, readHeaders } from "./header.ts";
import { fileName } from "./mime.ts";

export interface Attachment {
  /** Never "": a part without a name gets one from its type. */
  name: string;
  mediaType: string;
  /** Bytes after decoding. */
  size: number;
  /** Without angle brackets; null when the part has none. */
  contentId: string | null;
  /** Shown within the text (an image its HTML refers to), not below it. */
  inline: boolean;
  content: Buffer;
}

/** A part on its way to become an attachment. */
export interface Found extends Attachment {
  related: boolean;
}

const ENDINGS: Record<string, string> = {
  "application/pdf": "pdf",
  "application/zip": "zip",
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/svg+xml": "svg",
  "image/webp": "webp",
  "message/delivery-status": "txt",
  "message/feedback-report": "txt",
  "text/calendar": "ics",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
  "text/rfc822-headers": "txt",
  "text/vcard": "vcf",
  "text/x-vcard": "vcf",
};

/** The attachment as it is shown: with a name, and inline only where `html` shows it. */
export function finished(file: Found, html: string | null): Attachment {
  const { related: _, ...found } = file;
  const rest = { ...found, inline: isInline(file, html) };
  if (rest.name !== "") return rest;
  if (rest.mediaType === "message/rfc822" || rest.mediaType === "message/global") {
    const subject = decodeWords(first(readHeaders(rest.content).headers, "subject"))
      .replace(/[\\/:*?"<>|]+/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    return { ...rest, name: fileName(`${subject.slice(0, 100) || "message"}.eml`) };
  }
  const stem =
    rest.mediaType === "text/calendar"
      ? "invitation"
      : rest.mediaType.startsWith("image/")
        ? "image"
        : "attachment";
  return { ...rest, name: `${stem}.${ENDINGS[rest.mediaType] ?? "bin"}` };
}

/** Inline is what the HTML shows by its Content-ID, or an image that asks for it in a mail without HTML. */
function isInline(file: Found, html: string | null): boolean {
  if (file.contentId && html?.includes("cid:")) {
    const id = file.contentId;
    return (
      html.includes(`cid:${id}`) ||
      html.includes(`cid:${encodeURIComponent(id)}`) ||
      html.includes(`cid:${id.replaceAll("&", "&amp;")}`)
    );
  }
  return file.inline && file.mediaType.startsWith("image/");
}
