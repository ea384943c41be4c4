const BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
const END = "-----END PGP SIGNATURE-----";

/** The words of a clear-signed text (RFC 9580, 7) without what surrounds them; any other text as it is. */
export function withoutArmor(text: string): string {
  const begin = lineAt(text, BEGIN, 0);
  if (begin < 0) return text;
  // Its headers ("Hash: …") end with an empty line.
  const start = text.indexOf("\n\n", begin);
  const signature = start < 0 ? -1 : lineAt(text, SIGNATURE, start);
  if (signature < 0) return text;
  const end = lineAt(text, END, signature);
  const rest = end < 0 ? "" : text.slice(end + END.length);
  const words = text.slice(start + 2, signature).replace(/^- /gm, "");
  return `${text.slice(0, begin)}${words}${rest}`.trim();
}

/** Where a line that is exactly this begins, -1 when there is none. */
function lineAt(text: string, line: string, from: number): number {
  for (let at = text.indexOf(line, from); at >= 0; at = text.indexOf(line, at + 1))
    if (at === 0 || text[at - 1] === "\n") return at;
  return -1;
}
