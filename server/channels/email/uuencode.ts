export interface Uuencoded {
  name: string;
  content: Buffer;
}

/** Takes old-style uuencoded files out of a text; a block that never ends or does not decode stays text. */
export function takeUuencoded(text: string): { text: string; files: Uuencoded[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files: [] };

  const lines = text.split(/\r?\n/);
  const kept: string[] = [];
  const files: Uuencoded[] = [];
  const lastEnd = lines.lastIndexOf("end");
  for (let i = 0; i < lines.length; i++) {
    const head = i < lastEnd ? /^begin [0-7]{3,4} (.{1,200})$/.exec(lines[i] ?? "") : null;
    const block = head ? readBlock(lines, i + 1) : null;
    if (head && block) {
      files.push({ name: head[1]?.trim() ?? "", content: block.content });
      i = block.end;
    } else kept.push(lines[i] ?? "");
  }
  return { text: kept.join("\n"), files };
}

function readBlock(lines: string[], from: number): { content: Buffer; end: number } | null {
  const bytes: number[] = [];
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] ?? "";
    if (line.trim() === "end") return bytes.length > 0 ? { content: Buffer.from(bytes), end: i } : null;
    if (line === "" || line === "`" || line === " ") continue;
    const length = (line.charCodeAt(0) - 32) & 63;
    if (line.length > 90 || Math.ceil(length / 3) * 4 + 1 > line.length + 3) return null;
    const start = bytes.length;
    for (let at = 1; bytes.length - start < length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(
        (k) => ((line.charCodeAt(at + k) || 32) - 32) & 63,
      );
      bytes.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255);
    }
    bytes.length = start + length;
  }
  return null;
}
