import { Liquid } from "liquidjs";
import type { layoutVariables, MailLayout } from "../../../shared/mail-layouts.ts";
import { Refusal } from "../../platform/errors.ts";

export type LayoutValues = Record<(typeof layoutVariables)[number], string>;

/** No files, no prototypes, and an end to what a text may cost. */
const liquid = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
  templates: {},
  parseLimit: 20_000,
  renderLimit: 100,
  memoryLimit: 1_000_000,
});

/** Longer than anybody writes under a mail. */
const longest = 20_000;

const parts = ["header", "signature", "footer"] as const;

/** Refuses Liquid that cannot be read or that names what is not there, with the part and the line. */
export function requireReadable(layout: MailLayout, values: LayoutValues): void {
  for (const part of parts) {
    try {
      liquid.parseAndRenderSync(layout[part] ?? "", { ...values }, { strictVariables: true });
    } catch (error) {
      const message = `${names[part]}, ${whereIn(error)}`;
      throw new Refusal("unprocessable", message, { errors: [{ path: `/${part}`, message }] });
    }
  }
}

const names = { header: "Header", signature: "Signature", footer: "Footer" };

/** "line 2: undefined variable: nam" out of a parser's message. */
function whereIn(error: unknown): string {
  const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  const line = /,? ?line:(\d+)/.exec(said)?.[1] ?? "1";
  return `line ${line}: ${said.replace(/,? ?(?:file:[^,]*, ?)?line:\d+(?:, ?col:\d+)?/, "").trim()}`;
}

/** A text with its variables filled in; one that fails at last, past every check, is left out rather than holding up a mail. */
export function filled(text: string, values: LayoutValues): string {
  if (!text.includes("{")) return text.trim();
  try {
    return String(liquid.parseAndRenderSync(text, { ...values }))
      .slice(0, longest)
      .trim();
  } catch {
    return "";
  }
}
