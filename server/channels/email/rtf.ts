import { htmlToPlain } from "../../platform/html-text.ts";
import { decodeText } from "./charset.ts";

const DICTIONARY =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const COMPRESSED = 0x75465a4c;
const PLAIN = 0x414c454d;
const MAX_RTF = 8_000_000;

/** Unpacks compressed RTF (MS-OXRTFCP); null when it is none. Damaged text gives what was read so far. */
export function unpackRtf(bytes: Buffer): string | null {
  if (bytes.length < 16) return null;
  const kind = bytes.readUInt32LE(8);
  const size = Math.min(bytes.readUInt32LE(4), MAX_RTF);
  if (kind === PLAIN) return bytes.toString("latin1", 16, 16 + size);
  if (kind !== COMPRESSED) return null;
  const ring = Buffer.alloc(4096, 0x20);
  let write = ring.write(DICTIONARY, "latin1");
  const out = Buffer.alloc(size);
  let length = 0;
  const put = (byte: number) => {
    out[length++] = byte;
    ring[write] = byte;
    write = (write + 1) & 0xfff;
  };
  for (let at = 16; at < bytes.length && length < size; ) {
    const flags = bytes[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < bytes.length && length < size; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(bytes[at++] ?? 0);
        continue;
      }
      if (at + 2 > bytes.length) return out.toString("latin1", 0, length);
      const token = bytes.readUInt16BE(at);
      at += 2;
      const from = token >> 4;
      if (from === write) return out.toString("latin1", 0, length);
      for (let i = 0; i < (token & 15) + 2 && length < size; i++) put(ring[(from + i) & 0xfff] ?? 0);
    }
  }
  return out.toString("latin1", 0, length);
}

/** Destinations that are no words of the message. */
const SILENT =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|header|footer|themedata|colorschememapping|datastore|latentstyles|listtable|listoverridetable|rsidtbl|generator|xmlnstbl|mmathPr|\*)$/;
const BREAKS: Record<string, string> = {
  par: "\n",
  line: "\n",
  row: "\n",
  sect: "\n",
  page: "\n",
  cell: "\t",
  tab: "\t",
  emdash: "—",
  endash: "–",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  "~": "\u00a0",
  _: "-",
};

interface Group {
  silent: boolean;
  /** Within \htmlrtf …: what HTML mail repeats for programs that know RTF only. */
  rtfOnly: boolean;
  skip: number;
}

/** The words of RTF; HTML that was wrapped into it (MS-OXRTFEX) comes out as HTML. */
export function readRtf(rtf: string): { text: string; html: string } {
  const wrapped = /\\fromhtml1?\b/.test(rtf.slice(0, 2_000));
  const charset = `windows-${/\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 2_000))?.[1] ?? "1252"}`;
  const out: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) out.push(decodeText(Buffer.from(bytes), charset).text);
    bytes = [];
  };
  const say = (words: string) => {
    flush();
    out.push(words);
  };
  let group: Group = { silent: false, rtfOnly: false, skip: 1 };
  const above: Group[] = [];
  let dropped = 0;
  const token =
    /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+/g;
  let starts = false;
  for (let found = token.exec(rtf); found; found = token.exec(rtf)) {
    const [, word, number, hex, sign, brace, words] = found;
    const heard = !group.silent && !(wrapped && group.rtfOnly);
    if (brace === "{") {
      if (above.length < 2_000) above.push({ ...group });
      starts = true;
      continue;
    }
    if (brace === "}") group = above.pop() ?? group;
    else if (sign === "*") {
      group.silent = starts;
      continue;
    } else if (word !== undefined) {
      if (word === "htmltag" && wrapped) group.silent = false;
      else if (starts && SILENT.test(word)) group.silent = true;
      else if (word === "htmlrtf") group.rtfOnly = number !== "0";
      else if (word === "uc") group.skip = Math.max(0, Math.min(Number(number ?? 1), 8));
      else if (word === "u" && heard) {
        const code = Number(number ?? 63);
        say(String.fromCharCode(code < 0 ? code + 65_536 : code));
        dropped = group.skip;
      } else if (heard && BREAKS[word] !== undefined) say(BREAKS[word]);
    } else if (hex !== undefined) {
      if (dropped > 0) dropped--;
      else if (heard) bytes.push(Number.parseInt(hex, 16));
    } else if (sign !== undefined) {
      if (heard && BREAKS[sign] !== undefined) say(BREAKS[sign]);
      else if (heard && /[\\{}]/.test(sign)) say(sign);
    } else if (words !== undefined && heard) {
      const kept = dropped > 0 ? words.slice(dropped) : words;
      dropped = 0;
      say(kept);
    }
    starts = false;
  }
  flush();
  const whole = out.join("").toWellFormed().trim();
  return wrapped ? { html: whole, text: htmlToPlain(whole) } : { html: "", text: whole };
}
