/** Joins the soft-broken lines of format=flowed text (RFC 3676), quote levels kept apart, the signature mark left alone. */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open: { depth: number; text: string } | null = null;
  const close = () => {
    if (open) out.push((open.depth > 0 ? `${">".repeat(open.depth)} ` : "") + open.text);
    open = null;
  };
  for (const raw of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(raw)?.[0].length ?? 0;
    const body = raw.slice(depth).replace(/^ /, "");
    const soft = body.endsWith(" ") && body !== "-- ";
    const piece = soft && deleteSpace ? body.slice(0, -1) : body;
    const line: { depth: number; text: string } | null = open;
    if (line && (line as { depth: number }).depth === depth && body !== "-- ")
      (line as { text: string }).text += piece;
    else {
      close();
      open = { depth, text: piece };
    }
    if (!soft) close();
  }
  close();
  return out.join("\n");
}
