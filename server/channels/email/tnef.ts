import { decodeText } from "./charset.ts";
import { readRtf, unpackRtf } from "./rtf.ts";

export interface Tnef {
  text: string;
  html: string;
  files: { name: string; mediaType: string; contentId: string; content: Buffer }[];
}

const SIGNATURE = 0x223e9f78;
const MAX_FILES = 200;

// Attribute and property numbers of MS-OXTNEF and MS-OXPROPS.
const ATT = {
  renderData: 0x9002,
  title: 0x8010,
  data: 0x800f,
  attachment: 0x9005,
  body: 0x800c,
  properties: 0x9003,
  codepage: 0x9007,
};
const PROP = {
  body: 0x1000,
  html: 0x1013,
  rtf: 0x1009,
  longName: 0x3707,
  displayName: 0x3001,
  mime: 0x370e,
  contentId: 0x3712,
  data: 0x3701,
};

/** Reads a winmail.dat (MS-OXTNEF): files, plain and HTML body; null when it is none. Damaged ones give what was read so far. */
export function readTnef(bytes: Buffer): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null;

  const found: Tnef = { text: "", html: "", files: [] };
  let charset = "windows-1252";
  let at = 6;
  while (at + 11 <= bytes.length && found.files.length < MAX_FILES) {
    const attribute = bytes.readUInt16LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    at += 9 + length + 2;
    if (attribute === ATT.codepage && data.length >= 4) charset = `windows-${data.readUInt32LE(0)}`;
    else if (attribute === ATT.body) found.text ||= decodeText(data, charset).text;
    else if (attribute === ATT.properties) takeBody(found, data, charset);
    else if (attribute === ATT.renderData)
      found.files.push({ name: "", mediaType: "", contentId: "", content: Buffer.alloc(0) });
    else takeFile(found, attribute, data, charset);
  }
  found.files = found.files.filter((file) => file.content.length > 0 || file.name !== "");
  return found;
}

function takeFile(found: Tnef, attribute: number, data: Buffer, charset: string): void {
  const file = found.files.at(-1);
  if (!file) return;
  if (attribute === ATT.title) file.name ||= decodeText(data, charset).text.trim();
  else if (attribute === ATT.data) file.content = data;
  else if (attribute === ATT.attachment) {
    const properties = readProperties(data, charset);
    file.name =
      asText(properties.get(PROP.longName)) || file.name || asText(properties.get(PROP.displayName));
    file.mediaType = asText(properties.get(PROP.mime)).toLowerCase();
    file.contentId = asText(properties.get(PROP.contentId));
    const object = properties.get(PROP.data);
    if (file.content.length === 0 && Buffer.isBuffer(object)) file.content = object;
  }
}

function takeBody(found: Tnef, data: Buffer, charset: string): void {
  const properties = readProperties(data, charset);
  found.text = asText(properties.get(PROP.body)) || found.text;
  const html = properties.get(PROP.html);
  if (html !== undefined) found.html = typeof html === "string" ? html : decodeText(html, charset).text;
  const rtf = properties.get(PROP.rtf);
  const unpacked = Buffer.isBuffer(rtf) && found.html === "" ? unpackRtf(rtf) : null;
  if (unpacked === null) return;
  const read = readRtf(unpacked);
  found.html = read.html;
  found.text ||= read.text;
}

function asText(value: string | Buffer | undefined): string {
  return typeof value === "string" ? value : "";
}

/** MAPI properties: type, id, then values padded to four bytes; stops at the first that makes no sense. */
function readProperties(data: Buffer, charset: string): Map<number, string | Buffer> {
  const found = new Map<number, string | Buffer>();
  if (data.length < 4) return found;
  const count = Math.min(data.readUInt32LE(0), 1_000);
  let at = 4;
  for (let i = 0; i < count && at + 4 <= data.length; i++) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = skipName(data, at);
    const end = readValue(found, data, at, type, id, charset);
    if (end < 0) break;
    at = end;
  }
  return found;
}

function skipName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return data.length;
  const kind = data.readUInt32LE(at + 16);
  const length = data.readUInt32LE(at + 20);
  return kind === 0 ? at + 24 : at + 24 + padded(length);
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

const FIXED: Record<number, number> = {
  0x2: 4,
  0x3: 4,
  0x4: 4,
  0x5: 8,
  0x6: 8,
  0x7: 8,
  0xa: 4,
  0xb: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};

function readValue(
  found: Map<number, string | Buffer>,
  data: Buffer,
  from: number,
  type: number,
  id: number,
  charset: string,
): number {
  const base = type & 0x0fff;
  const fixed = FIXED[base];
  let at = from;
  const many = (type & 0x1000) !== 0 || fixed === undefined;
  const count = many ? (at + 4 <= data.length ? data.readUInt32LE(at) : 5_000) : 1;
  if (count > 2_000) return -1;
  if (many) at += 4;
  for (let i = 0; i < count; i++) {
    if (fixed !== undefined) {
      at += fixed;
      continue;
    }
    if (at + 4 > data.length) return -1;
    const length = data.readUInt32LE(at);
    const value = data.subarray(at + 4, at + 4 + length);
    at += 4 + padded(length);
    if (i > 0) continue;
    if (base === 0x1e) found.set(id, decodeText(value, charset).text);
    else if (base === 0x1f) found.set(id, value.toString("utf16le").replaceAll("\0", "").toWellFormed());
    // An object begins with the 16 bytes of its interface.
    else found.set(id, base === 0x0d ? value.subarray(16) : value);
  }
  return at;
}
