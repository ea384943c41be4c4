import { decodeEntities } from "../../platform/html-text.ts";

export interface HtmlLine {
  text: string;
  /** Where to cut so that the line and the elements it opens go together. */
  start: number;
  textStart: number;
  textEnd: number;
  /** Index of the quote the line stands in, -1 outside. */
  quote: number;
}

export interface HtmlQuote {
  start: number;
  end: number;
}

interface Open {
  name: string;
  start: number;
  /** A blockquote is a quote by itself; a soft container only when no blockquote stands in it. */
  mark: "quote" | "soft" | null;
  quote: number;
}

const BLOCK =
  /^(?:address|article|blockquote|body|br|center|dd|div|dl|dt|h[1-6]|hr|html|li|ol|p|pre|section|table|tbody|td|th|tr|ul)$/;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|o:p)$/;
const HIDDEN = /^(?:head|script|style|title|noscript|template)$/;
const MAX_LINES = 50_000;
const MAX_OPEN = 2_000;

const CITED = /\btype\s*=\s*["']?cite|class\s*=\s*["'][^"']*(?:quote|cite|cited)/i;
const SOFT =
  /(?:class|id|name|data-marker)\s*=\s*["']?[^"'>]{0,200}?(?:yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|OLK_SRC_BODY_SECTION|mail-editor-reference-message|isReplyContent|messageReplySection|bloop_original_html|__QUOTED_TEXT__|moz-email-headers-table|x_?yahoo_quoted|reply-quote|isForwardContent|replaced-blockquote|freemail_quote|front-blockquote|gmail_quote_container_none)/i;
const REST =
  /(?:class|id|name)\s*=\s*["']?[^"'>]{0,200}?(?:divRplyFwdMsg|OutlookMessageHeader|appendonsend|mail-editor-reference-message-container|stopSpelling|replySplit|reply_marker_line|oriMsgHtmlSeperator|zwchr_none)/i;

/** Markup as lines of text with their places, and the elements that are quotes. One pass; never throws. */
export class HtmlLines {
  readonly lines: HtmlLine[] = [];
  readonly quotes: HtmlQuote[] = [];
  readonly #html: string;
  readonly #open: Open[] = [];
  readonly #counts = new Map<string, number>();
  #text = "";
  #textStart = -1;
  #textEnd = -1;
  #gap = -1;
  // The outermost quote that is open: kept at hand, because a search for it in each line is quadratic.
  #current = -1;

  constructor(html: string) {
    this.#html = html;
    this.#scan();
    this.#flush();
    while (this.#open.length > 0) this.#pop(html.length);
  }

  #scan(): void {
    const html = this.#html;
    let at = 0;
    while (at < html.length && this.lines.length < MAX_LINES) {
      const open = html.indexOf("<", at);
      this.#say(at, open < 0 ? html.length : open);
      if (open < 0) return;
      at = this.#tag(open);
    }
  }

  #tag(open: number): number {
    const html = this.#html;
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      return end < 0 ? html.length : end + 3;
    }
    const found = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})/.exec(html.slice(open, open + 34));
    if (!found && !/^<[!?/]/.test(html.slice(open, open + 2))) {
      this.#say(open, open + 1);
      return open + 1;
    }
    const close = html.indexOf(">", open);
    const end = close < 0 ? html.length : close + 1;
    const name = found?.[2]?.toLowerCase() ?? "";
    if (!name) return end;
    if (found?.[1]) this.#closeTag(name, open, end);
    else if (HIDDEN.test(name)) return this.#skip(name, end);
    else this.#openTag(name, html.slice(open, Math.min(end, open + 1_500)), open, end);
    return end;
  }

  #skip(name: string, end: number): number {
    const close = this.#html.slice(end).search(new RegExp(`</${name}\\b`, "i"));
    return close < 0 ? (name === "head" ? end : this.#html.length) : end + close;
  }

  #openTag(name: string, source: string, start: number, end: number): void {
    if (BLOCK.test(name)) this.#flush();
    if (this.#text === "" && this.#gap < 0) this.#gap = start;
    if (REST.test(source)) this.#separator(start);
    if (name === "img" && !/\b(?:width|height)\s*=\s*["']?[01]\b/i.test(source))
      this.#add("\ufffc", start, end);
    if (VOID.test(name) || source.endsWith("/>")) {
      if (name === "br" || name === "hr") this.#gap = name === "hr" ? start : -1;
      return;
    }
    if (this.#open.length >= MAX_OPEN) return;
    const mark =
      name === "blockquote" && (CITED.test(source) || this.#introduced())
        ? "quote"
        : SOFT.test(source)
          ? "soft"
          : null;
    const quote = mark && !this.#inQuote() ? this.quotes.push({ start, end: -1 }) - 1 : -1;
    if (quote >= 0) this.#current = quote;
    this.#open.push({ name, start, mark, quote });
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    if (mark === "quote") this.#firm();
  }

  /** A blockquote without a mark is old text when "… wrote:" stands right above. */
  #introduced(): boolean {
    return /[:：]\s*$/u.test(this.lines.at(-1)?.text ?? "") || this.#inQuote();
  }

  /** A blockquote inside a soft container takes over: words beside it are answers. */
  #firm(): void {
    if (!this.#inQuote()) return;
    const soft = this.#open.find((element) => element.mark === "soft" && element.quote === this.#current);
    if (!soft) return;
    this.#current = -1;
    for (const line of this.lines) if (line.quote === soft.quote) line.quote = -1;
    const own = this.#open.at(-1);
    if (own && own.quote < 0) own.quote = this.#current = this.quotes.push({ start: own.start, end: -1 }) - 1;
    soft.quote = -1;
  }

  #inQuote(): boolean {
    return this.#currentQuote() >= 0;
  }

  #currentQuote(): number {
    return this.#current;
  }

  #closeTag(name: string, start: number, end: number): void {
    if (BLOCK.test(name)) this.#flush();
    if (this.#text === "") this.#gap = -1;
    if ((this.#counts.get(name) ?? 0) === 0) return;
    while (this.#open.length > 0)
      if (this.#pop(this.#open.at(-1)?.name === name ? end : start) === name) return;
  }

  #pop(end: number): string {
    const element = this.#open.pop();
    if (!element) return "";
    this.#counts.set(element.name, (this.#counts.get(element.name) ?? 1) - 1);
    const quote = this.quotes[element.quote];
    if (quote) {
      quote.end = end;
      this.#current = -1;
    }
    return element.name;
  }

  #separator(start: number): void {
    const place = {
      start: this.#gap >= 0 ? this.#gap : start,
      textStart: start,
      textEnd: start,
      quote: this.#currentQuote(),
    };
    this.lines.push({ text: "-----Original Message-----", ...place });
  }

  #say(from: number, to: number): void {
    if (to > from) this.#add(this.#html.slice(from, to), from, to);
  }

  #add(text: string, from: number, to: number): void {
    if (text.trim() === "" && this.#text === "") return;
    if (this.#textStart < 0) this.#textStart = from;
    if (text.trim() !== "") this.#textEnd = to;
    if (this.#text.length < 2_000) this.#text += text;
  }

  #flush(): void {
    const text = decodeEntities(this.#text).replace(/\s+/g, " ").trim();
    if (text !== "") {
      const start = this.#gap >= 0 && this.#gap < this.#textStart ? this.#gap : this.#textStart;
      this.lines.push({
        text,
        start,
        textStart: this.#textStart,
        textEnd: this.#textEnd,
        quote: this.#currentQuote(),
      });
    }
    if (text !== "" || this.#text === "") this.#gap = text !== "" ? -1 : this.#gap;
    this.#text = "";
    this.#textStart = -1;
    this.#textEnd = -1;
  }
}
