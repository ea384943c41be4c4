/** Markup that is safe to send: only the `html` tag makes it. */
class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Html = Markup;
type Piece = string | number | Markup | null | undefined | false | readonly Piece[];

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The one way to write HTML: what stands in the template is markup, what is put into it is text and escaped. Attributes stay quoted. */
export function html(template: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Markup(template.reduce((all, part, i) => all + written(pieces[i - 1]) + part));
}

/** Markup that a sanitiser has gone over; never anything else. */
export const sanitised = (markup: string): Html => new Markup(markup);

function written(piece: Piece): string {
  if (piece === null || piece === undefined || piece === false) return "";
  if (piece instanceof Markup) return piece.toString();
  if (typeof piece === "object") return piece.map(written).join("");
  return String(piece).replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
}
