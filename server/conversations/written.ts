import { textOf } from "../../shared/rich-text.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { safeHtml } from "../platform/safe-html.ts";
import type { Work } from "../platform/work.ts";
import { type FoundFile, visibleFile } from "./file.ts";

/** What one of our own people wrote, ready to be kept. */
export interface Written {
  text: string;
  /** Safe to show and to send; null for plain text. */
  html: string | null;
  /** Files that stand as images in the HTML. */
  images: readonly FoundFile[];
}

const mostImages = 50;

/**
 * Cleans what was written, and makes the text of it where only HTML was given. Images stay when they are files of ours
 * that this actor uploaded or may see; refuses HTML that says and shows nothing.
 */
export async function written(
  work: Work,
  { text, html }: { text?: string | undefined; html?: string | undefined },
  longest: number,
): Promise<Written> {
  if (html === undefined) return { text: text ?? "", html: null, images: [] };
  const { html: safe, ids } = ownHtml(html);
  const images = await imagesOf(work, [...ids]);
  const shown = withImages(safe, images);
  const words = text ?? textOf(shown).slice(0, longest).toWellFormed();
  if (words === "" && images.size === 0)
    throw new Refusal("invalid_request", "There is nothing in the HTML that could be read.");
  return { text: words, html: shown, images: [...images.values()] };
}

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const ours = new RegExp(`^(?:https?://[^/]+)?/api/files/(${uuid})$`);

/** HTML of our own people made safe, and the ids of files that stand as images in it; no other images stay. */
export function ownHtml(html: string): { html: string; ids: Set<string> } {
  const ids = new Set<string>();
  const ownImage = ({ src = "", alt = "", width, height }: Readonly<Record<string, string>>) => {
    const id = ours.exec(src.trim().toLowerCase())?.[1];
    if (!id) return null;
    ids.add(id);
    return {
      src: `/api/files/${id}`,
      "data-file-id": id,
      alt,
      ...(width && { width }),
      ...(height && { height }),
    };
  };
  // PostgreSQL keeps neither NUL nor half surrogates.
  const plain = html.replaceAll("\0", "").toWellFormed();
  return { html: safeHtml(plain, { remoteImages: false, ownImage }).html, ids };
}

async function imagesOf(work: Work, ids: readonly string[]): Promise<Map<string, FoundFile>> {
  if (ids.length > mostImages)
    throw new Refusal("invalid_request", `At most ${mostImages} images fit into one message.`);
  const found = new Map<string, FoundFile>();
  for (const id of ids) {
    const file = await visibleFile(work, id).catch(() => null);
    if (!file) throw notFound("One of the images is not there; put it in again.");
    found.set(id, file);
  }
  return found;
}

const image = new RegExp(`<img src="/api/files/(${uuid})" data-file-id="${uuid}" alt="([^"]*)"`, "g");

/** Every image is named by its file, not by the attachment it was copied from, and has words for those who do not see it. */
function withImages(html: string, images: ReadonlyMap<string, FoundFile>): string {
  return html.replace(image, (whole, id: string, alt: string) => {
    const file = images.get(id);
    if (!file) return whole;
    const words = alt.trim() ? alt : file.name.replace(/[&"<>]/g, "_");
    return `<img src="/api/files/${file.fileId}" data-file-id="${file.fileId}" alt="${words}"`;
  });
}

/** The same for what is kept to be written later: pictures that this actor may not see are left out. */
export async function ownHtmlSeen(work: Work, html: string): Promise<{ html: string; ids: string[] }> {
  const { html: safe, ids } = ownHtml(html);
  const seen = new Set<string>();
  for (const id of [...ids].slice(0, mostImages))
    if (await visibleFile(work, id).catch(() => null)) seen.add(id);
  const only = safe.replace(pictures, (whole, id: string) => (seen.has(id) ? whole : ""));
  return { html: only, ids: [...seen] };
}

const pictures = new RegExp(`<img src="/api/files/(${uuid})"[^>]*>`, "g");
