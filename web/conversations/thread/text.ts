/** A piece of a text; with an address it is a link. */
export interface TextPart {
  text: string;
  href?: string;
}

const address = /\bhttps?:\/\/[^\s<>"']+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g;

/** Finds web and mail addresses in a text; the full stop that ends a sentence is not part of one. */
export function linked(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const target = found.startsWith("http") ? found.replace(/[.,;:!?)\]]+$/, "") : found;
    if (index > from) parts.push({ text: text.slice(from, index) });
    parts.push({ text: target, href: target.startsWith("http") ? target : `mailto:${target}` });
    from = index + target.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** True when rich text is paragraphs of plain words, without any formatting. */
export function saysOnlyWords(html: string): boolean {
  return !/\sstyle\s*=/i.test(html) && !/<(?!\/?(?:p|div|br|span)\b)/i.test(html);
}

/** True when markup brings colours of its own, which may be unreadable on ours. */
export function hasOwnColours(html: string): boolean {
  return /<[^>]*\s(?:style|bgcolor|color)\s*=/i.test(html);
}

const plainTags = /^(p|div|br|span|b|i|em|strong|u|html|head|body|blockquote|meta|title)$/;

/** True when a mail's HTML says nothing that its text does not: then the text reads better, and in the dark too. */
export function isPlainEnough(html: string): boolean {
  if (/\sstyle\s*=/i.test(html)) return false;
  return [...html.matchAll(/<\/?([a-z][\w-]*)/gi)].every(([, tag]) =>
    plainTags.test((tag ?? "").toLowerCase()),
  );
}
