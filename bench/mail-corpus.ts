import { corpus, readAll } from "../server/channels/email/corpus-reader.ts";

/** The share of the fields expected of the mails of the corpus that come out as they say, and which do not. */
export async function corpusFields(): Promise<{ share: number; expected: number; wrong: string[] }> {
  let expected = 0;
  const wrong: string[] = [];
  const check = (field: string, ok: boolean) => {
    expected++;
    if (!ok) wrong.push(field);
  };
  for (const { name, raw, expected: wanted } of corpus()) {
    const { envelopeFrom: _, own: __, safe, foldedHtml, ...fields } = wanted;
    const read = await readAll(raw, wanted);
    compare(name, fields, read, check);
    const pieces = (what: string, list: readonly string[], holds: (words: string) => boolean) => {
      for (const words of list) check(`${name}.${what}: ${words.slice(0, 40)}`, holds(words));
    };
    if (safe) {
      pieces("safe.contains", safe.contains, (words) => read.safe.html.includes(words));
      pieces("safe.lacks", safe.lacks, (words) => !read.safe.html.includes(words));
      check(`${name}.safe.blockedImages`, read.safe.blockedImages === safe.blockedImages);
    }
    if (foldedHtml) {
      const { written, quoted } = read.foldedHtml;
      pieces("folded.written", foldedHtml.written, (words) => written.includes(words));
      pieces("folded.notWritten", foldedHtml.notWritten, (words) => !written.includes(words));
      pieces("folded.quoted", foldedHtml.quoted ?? [], (words) => quoted?.includes(words) ?? false);
      check(`${name}.folded`, (quoted === null) === (foldedHtml.quoted === null));
    }
  }
  return { share: (expected - wrong.length) / expected, expected, wrong };
}

/** Every leaf that is expected is a field; a list must be as long as expected, too. */
function compare(
  path: string,
  wanted: unknown,
  found: unknown,
  check: (field: string, ok: boolean) => void,
): void {
  if (wanted === null || typeof wanted !== "object") return check(path, Object.is(wanted, found));
  const there = (found ?? {}) as Record<string, unknown>;
  if (Array.isArray(wanted)) check(`${path}.length`, Array.isArray(found) && found.length === wanted.length);
  for (const [key, value] of Object.entries(wanted)) compare(`${path}.${key}`, value, there[key], check);
}
