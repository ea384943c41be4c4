/** One field of a form, or one file. Bytes, because a raw mail in a field has a charset of its own. */
export interface FormPart {
  content: Buffer;
  fileName: string | null;
  mediaType: string;
}

const mostParts = 2_000;

/** Reads multipart/form-data or a urlencoded form; the first of each name counts. Throws for anything else. */
export function readForm(body: Buffer, contentType: string): Map<string, FormPart> {
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) return urlencoded(body);
  const boundary = /^multipart\/form-data\s*;.*?boundary="?([^";]{1,200})/is.exec(contentType)?.[1];
  if (!boundary) throw new Error("This is no form.");
  return multipart(body, boundary);
}

function multipart(body: Buffer, boundary: string): Map<string, FormPart> {
  const form = new Map<string, FormPart>();
  const line = Buffer.from(`\r\n--${boundary}`, "latin1");
  // The first boundary has no line end before it.
  let at = body.indexOf(line.subarray(2));
  while (at >= 0 && form.size < mostParts) {
    const start = body.indexOf("\r\n", at + line.length - 2);
    const end = start < 0 ? -1 : body.indexOf(line, start);
    if (end < 0) return form;
    addPart(form, body.subarray(start + 2, end));
    at = end + 2;
  }
  return form;
}

function addPart(form: Map<string, FormPart>, part: Buffer): void {
  // A part without headers of its own begins with the empty line.
  const empty = part.indexOf("\r\n") === 0 ? 0 : part.indexOf("\r\n\r\n");
  if (empty < 0) return;
  const head = part.toString("utf8", 0, Math.min(empty, 10_000));
  const name = /;\s*name="((?:[^"\\]|\\.)*)"/i.exec(head)?.[1];
  if (name === undefined || form.has(name)) return;
  form.set(name, {
    content: part.subarray(empty === 0 ? 2 : empty + 4),
    fileName: /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(head)?.[1]?.replace(/\\(.)/g, "$1") ?? null,
    mediaType: /^content-type:\s*([^\s;]+)/im.exec(head)?.[1] ?? "text/plain",
  });
}

function urlencoded(body: Buffer): Map<string, FormPart> {
  const form = new Map<string, FormPart>();
  for (let at = 0; at < body.length && form.size < mostParts; ) {
    const end = body.indexOf("&", at);
    const pair = body.subarray(at, end < 0 ? body.length : end);
    const equals = pair.indexOf("=");
    const name = decoded(equals < 0 ? pair : pair.subarray(0, equals)).toString("utf8");
    const content = equals < 0 ? Buffer.of() : decoded(pair.subarray(equals + 1));
    if (!form.has(name)) form.set(name, { content, fileName: null, mediaType: "text/plain" });
    at = end < 0 ? body.length : end + 1;
  }
  return form;
}

function decoded(bytes: Buffer): Buffer {
  const out = Buffer.alloc(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const hex = byte === 0x25 ? bytes.toString("latin1", i + 1, i + 3) : "";
    if (/^[0-9a-f]{2}$/i.test(hex)) {
      out[length++] = Number.parseInt(hex, 16);
      i += 2;
    } else out[length++] = byte === 0x2b ? 0x20 : byte;
  }
  return out.subarray(0, length);
}
