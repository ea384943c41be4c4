import iconv from "iconv-lite";

export interface DecodedText {
  text: string;
  /** The character set that was really used. */
  charset: string;
  /** True when the declared character set was missing or did not fit the bytes. */
  guessed: boolean;
}

const ALIASES: Record<string, string> = {
  ansi: "windows-1252",
  "cp-850": "cp850",
  cp932: "shift_jis",
  cp936: "gb18030",
  cp949: "euc-kr",
  cp950: "big5",
  eucjp: "euc-jp",
  euckr: "euc-kr",
  gb2312: "gb18030",
  gbk: "gb18030",
  "iso-2022-jp-1": "iso-2022-jp",
  "iso-2022-jp-2": "iso-2022-jp",
  "iso-2022-jp-3": "iso-2022-jp",
  "iso-2022-jp-ms": "iso-2022-jp",
  cp50220: "iso-2022-jp",
  cp50221: "iso-2022-jp",
  cp50222: "iso-2022-jp",
  "ks_c_5601-1987": "euc-kr",
  "latin-1": "windows-1252",
  mskanji: "shift_jis",
  "utf-8mb4": "utf-8",
  utf8mb4: "utf-8",
  "utf-8-sig": "utf-8",
  "unicode-1-1-utf-7": "utf-7",
};

const MEANINGLESS = new Set([
  "",
  "us-ascii",
  "ascii",
  "default",
  "unknown",
  "unknown-8bit",
  "x-unknown",
  "8bit",
  "7bit",
  "binary",
  "none",
]);
const SINGLE_BYTE = /^(?:iso-?8859|windows-125|windows-874|cp\d{3}$|koi8|macintosh|x-mac|latin|tis-620)/;
const decoders = new Map<string, TextDecoder | null>();

function decoder(label: string, fatal: boolean): TextDecoder | null {
  const key = `${label}/${fatal}`;
  const known = decoders.get(key);
  if (known !== undefined) return known;

  let made: TextDecoder | null = null;
  try {
    made = new TextDecoder(label, { fatal });
  } catch {
    made = null;
  }
  // A sender chooses labels; the memory must not grow with their imagination.
  if (decoders.size < 500) decoders.set(key, made);
  return made;
}

function decodeAs(bytes: Uint8Array, label: string, fatal: boolean): string | null {
  if (label === "iso-2022-kr") return decodeShiftedKorean(bytes);
  if (label === "hz-gb-2312") return decodeHz(bytes);

  const native = decoder(label, fatal);
  if (native) {
    try {
      return native.decode(bytes);
    } catch {
      return null;
    }
  }
  if (!iconv.encodingExists(label)) return null;
  return iconv.decode(Buffer.from(bytes), label);
}

/** ISO-2022-KR switches to Korean with SO and back with SI (RFC 1557); the high bit makes it EUC-KR. */
function decodeShiftedKorean(bytes: Uint8Array): string {
  const out: number[] = [];
  let korean = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0x1b && bytes[i + 1] === 0x24 && bytes[i + 2] === 0x29) i += 3;
    else if (byte === 0x0e) korean = true;
    else if (byte === 0x0f) korean = false;
    else out.push(korean && byte > 0x20 ? byte | 0x80 : byte);
  }
  return new TextDecoder("euc-kr").decode(Uint8Array.from(out));
}

/** HZ marks Chinese with ~{ and ~} (RFC 1843). */
function decodeHz(bytes: Uint8Array): string {
  const out: number[] = [];
  let chinese = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const next = bytes[i + 1];
    if (byte !== 0x7e || next === undefined) out.push(chinese && byte > 0x20 ? byte | 0x80 : byte);
    else {
      i++;
      if (next === 0x7b) chinese = true;
      else if (next === 0x7d) chinese = false;
      else if (next === 0x7e) out.push(0x7e);
      else if (next !== 0x0a) out.push(byte, next);
    }
  }
  return new TextDecoder("gb18030").decode(Uint8Array.from(out));
}

/** The label in lower case, without quotes and vendor decoration; "" when it says nothing. */
export function charsetLabel(declared: string | undefined): string {
  const label = (declared ?? "")
    .trim()
    .slice(0, 60)
    .toLowerCase()
    .replace(/^["'\s]+|["'\s;,]+$/g, "")
    .replace(/^charset=/, "")
    .replace(/^x-(?=sjis|euc|gbk|big5|windows|cp125|iso)/, "")
    .replace(/^(?:cs)?iso[-_]?8859[-_]?(\d+)(?:[-_:].*)?$/, "iso-8859-$1")
    .replace(/^(?:win|windows|cp|ms)[-_]?(125\d)$/, "windows-$1")
    .replace(/^utf[-_ ]?(8|7|16|16le|16be|32)$/, "utf-$1");
  if (MEANINGLESS.has(label)) return "";
  return ALIASES[label] ?? label;
}

function firstHighByte(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) > 0x7f) return i;
  return -1;
}

/** ESC $ B, ESC $ @ or ESC ( J: Japanese in seven bits, whatever the label says. */
function escapesToJapanese(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(0x1b); i >= 0 && i + 2 < bytes.length; i = bytes.indexOf(0x1b, i + 1)) {
    const pair = `${String.fromCharCode(bytes[i + 1] ?? 0)}${String.fromCharCode(bytes[i + 2] ?? 0)}`;
    if (pair === "$B" || pair === "$@" || pair === "(J" || pair === "(I") return true;
  }
  return false;
}

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

const EXPECTED: [label: string, letters: RegExp, share: number][] = [
  ["shift_jis", /[\u3041-\u30ff]/g, 0.2],
  ["euc-jp", /[\u3041-\u30ff]/g, 0.2],
  ["euc-kr", /[\uac00-\ud7a3]/g, 0.7],
  [
    "gb18030",
    /[的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运请订单货您谢]/g,
    0.3,
  ],
  [
    "big5",
    /[的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實請訂單貨您謝]/g,
    0.3,
  ],
  ["windows-1251", /[а-яёіїє]/g, 0.6],
  ["koi8-r", /[а-яё]/g, 0.6],
];

/** The character set whose usual letters fill the text best; windows-1252 when none does. */
function likeliest(bytes: Uint8Array): string {
  // The first 20 kB decide: guessing must not cost more than reading.
  const sample = bytes.length > 20_000 ? bytes.subarray(0, 20_000) : bytes;
  let best = "windows-1252";
  let bestShare = 0;
  for (const [label, letters, least] of EXPECTED) {
    const text = decodeAs(sample, label, bytes === sample);
    if (text === null) continue;
    const foreign = text.match(/[^\0-\u007f]/g)?.length ?? 0;
    // Two Cyrillic-looking letters in a Latin word ("Müller") prove nothing.
    const latin = text.match(/[a-zA-Z]/g)?.length ?? 0;
    const share = foreign === 0 || foreign * 4 < latin ? 0 : (text.match(letters)?.length ?? 0) / foreign;
    if (share >= least && share > bestShare) [best, bestShare] = [label, share];
  }
  return best;
}

/**
 * Turns bytes into text whatever their label says: the declared set where it fits, UTF-8 where the bytes are that,
 * else the likeliest. Never throws; NUL bytes are dropped and lone surrogates replaced, as PostgreSQL refuses both.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const found = decodeRaw(bytes, declared);
  const text = found.text.includes("\0") ? found.text.replaceAll("\0", "") : found.text;
  return { ...found, text: text.toWellFormed() };
}

function decodeRaw(bytes: Uint8Array, declared?: string): DecodedText {
  const label = charsetLabel(declared);
  const mark = byteOrderMark(bytes);
  if (mark) return { text: decodeAs(bytes, mark, false) ?? "", charset: mark, guessed: mark !== label };

  const seven = firstHighByte(bytes) < 0;
  if (seven) {
    if (label !== "iso-2022-jp" && escapesToJapanese(bytes)) {
      return { text: decodeAs(bytes, "iso-2022-jp", false) ?? "", charset: "iso-2022-jp", guessed: true };
    }
    const stateful = /^(?:iso-2022|hz-|utf-7|utf-16|utf-32|ucs-2|unicode)/.test(label);
    const text = stateful ? decodeAs(bytes, label, false) : null;
    return {
      text: text ?? Buffer.from(bytes).toString("latin1"),
      charset: text === null ? "us-ascii" : label,
      guessed: false,
    };
  }

  const utf8 = decodeAs(bytes, "utf-8", true);
  const declaredOther = label !== "" && label !== "utf-8";
  if (utf8 !== null && (!declaredOther || SINGLE_BYTE.test(label))) {
    return { text: utf8, charset: "utf-8", guessed: declaredOther };
  }
  if (declaredOther) {
    const strict = decodeAs(bytes, label, true);
    if (strict !== null) return { text: strict, charset: label, guessed: false };
    if (utf8 !== null) return { text: utf8, charset: "utf-8", guessed: true };
    // Seven-bit Japanese holds no high bytes: what has them is one of the others.
    for (const charset of label === "iso-2022-jp" ? ["shift_jis", "euc-jp"] : []) {
      const text = decodeAs(bytes, charset, true);
      if (text !== null) return { text, charset, guessed: true };
    }
    const loose = decodeAs(bytes, label, false);
    if (loose !== null) return { text: loose, charset: label, guessed: true };
  }
  return decodeBroken(bytes);
}

/** Bytes that are not valid UTF-8: damaged UTF-8 stays UTF-8, anything else takes the likeliest set. */
function decodeBroken(bytes: Uint8Array): DecodedText {
  const loose = decodeAs(bytes, "utf-8", false) ?? "";
  const broken = loose.match(/\ufffd/g)?.length ?? 0;
  const sound = loose.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  if (sound > broken * 3) return { text: loose, charset: "utf-8", guessed: true };
  const charset = likeliest(bytes);
  return { text: decodeAs(bytes, charset, false) ?? loose, charset, guessed: true };
}
