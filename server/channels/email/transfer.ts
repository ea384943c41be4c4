const HEX = new Int8Array(256).fill(-1);
for (const [i, char] of [..."0123456789ABCDEF"].entries()) {
  HEX[char.charCodeAt(0)] = i;
  HEX[char.toLowerCase().charCodeAt(0)] = i;
}

/** Decodes quoted-printable; a broken escape stays as it is. `word`: header form, where a line never breaks. */
export function quotedPrintable(bytes: Buffer, word = false): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte !== 0x3d) {
      out[length++] = byte;
      continue;
    }
    const high = HEX[bytes[i + 1] ?? 0] ?? -1;
    const low = HEX[bytes[i + 2] ?? 0] ?? -1;
    if (high >= 0 && low >= 0) {
      out[length++] = (high << 4) | low;
      i += 2;
      continue;
    }
    const breakEnd = word ? -1 : softBreak(bytes, i + 1);
    if (breakEnd >= 0) i = breakEnd;
    else out[length++] = byte;
  }
  return out.subarray(0, length);
}

function softBreak(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
  if (at >= bytes.length) return at;
  if (bytes[at] === 0x0d) at++;
  return bytes[at] === 0x0a ? at : bytes[at - 1] === 0x0d ? at - 1 : -1;
}

/** Decodes base64; skips what does not belong, also padding in the middle of glued blocks. */
export function base64(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1");
  // Node stops at the first padding: glued blocks would be lost. What is no base64 (a list's footer) is left out.
  return Buffer.concat(
    text
      .split(/=+/)
      .filter((piece, index) => index === 0 || /^[A-Za-z0-9+/\s]*$/.test(piece))
      .map((piece) => Buffer.from(piece, "base64")),
  );
}

/** The bytes of a part as its sender meant them; an unknown encoding leaves them alone. */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  const name = encoding.toLowerCase();
  if (name.includes("base64")) return base64(bytes);
  if (name.includes("quoted")) return quotedPrintable(bytes);
  return bytes;
}
