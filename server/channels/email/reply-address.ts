import { createHmac, timingSafeEqual } from "node:crypto";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const ID_BYTES = 8;
const MAC_BYTES = 12;
const TOKEN_LENGTH = 32;

function toBase32(bytes: Uint8Array): string {
  let out = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      out += ALPHABET[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + ALPHABET[(value << (5 - bits)) & 31] : out;
}

function fromBase32(text: string): Buffer | null {
  const out: number[] = [];
  let bits = 0;
  let value = 0;
  for (const char of text) {
    const five = ALPHABET.indexOf(char);
    if (five < 0) return null;
    value = (value << 5) | five;
    bits += 5;
    if (bits >= 8) {
      out.push((value >>> (bits - 8)) & 255);
      bits -= 8;
    }
    value &= (1 << bits) - 1;
  }
  return Buffer.from(out);
}

function macOf(id: Uint8Array, key: Buffer): Buffer {
  return createHmac("sha256", key).update("baton reply address").update(id).digest().subarray(0, MAC_BYTES);
}

/** A token of 32 lower-case characters for `id` (8 random bytes): the id and 96 bits of HMAC-SHA-256. Refuses other lengths. */
export function signReplyToken(id: Uint8Array, key: Buffer): string {
  if (id.length !== ID_BYTES) throw new RangeError("A reply id has 8 bytes");
  return toBase32(Buffer.concat([id, macOf(id, key)]));
}

/** The id inside a token signed with `key`, else null; upper and lower case are the same, the comparison takes constant time. */
export function verifyReplyToken(token: string, key: Buffer): Buffer | null {
  if (token.length !== TOKEN_LENGTH) return null;
  const bytes = fromBase32(token.toLowerCase());
  if (!bytes) return null;
  const id = bytes.subarray(0, ID_BYTES);
  return timingSafeEqual(bytes.subarray(ID_BYTES), macOf(id, key)) ? Buffer.from(id) : null;
}

/** `support+token@domain`; a tag the inbox address has already is dropped. Refuses a local part over 64 characters (RFC 5321). */
export function replyAddress(inboxAddress: string, token: string): string {
  const at = inboxAddress.lastIndexOf("@");
  const local = inboxAddress.slice(0, at).replace(/\+.*$/, "");
  if (at < 1 || local === "") throw new RangeError("Not an e-mail address");
  if (local.length + 1 + token.length > 64)
    throw new RangeError("The name before the @ is too long for signed reply addresses");
  return `${local}+${token.toLowerCase()}@${inboxAddress.slice(at + 1)}`;
}

/** The token in an address such as `Support+TOKEN@domain`, in lower case, unverified; null when it has none. */
export function tokenIn(address: string): string | null {
  return /[+=]([a-z2-7]{32})["']?@[^@]*$/i.exec(address.slice(0, 1_000))?.[1]?.toLowerCase() ?? null;
}
