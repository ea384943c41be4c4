import type { layoutVariables, MailLayout } from "../../../shared/mail-layouts.ts";
import { Refusal } from "../../platform/errors.ts";
import { render, TemplateTrouble } from "../../platform/templates.ts";

export type LayoutValues = Record<(typeof layoutVariables)[number], string>;

/** Longer than anybody writes under a mail. */
const longest = 20_000;

const parts = ["header", "signature", "footer"] as const;

/** Refuses Liquid that cannot be read or that names what is not there, with the part and the line. */
export function requireReadable(layout: MailLayout, values: LayoutValues): void {
  for (const part of parts) {
    try {
      render("text", layout[part] ?? "", values, { strict: true });
    } catch (error) {
      const message = `${names[part]}, ${error instanceof TemplateTrouble ? error.message : ""}`;
      throw new Refusal("unprocessable", message, { errors: [{ path: `/${part}`, message }] });
    }
  }
}

const names = { header: "Header", signature: "Signature", footer: "Footer" };

/** A text with its variables filled in; one that fails at last, past every check, is left out rather than holding up a mail. */
export function filled(text: string, values: LayoutValues): string {
  if (!text.includes("{")) return text.trim();
  try {
    return render("text", text, values).slice(0, longest).trim();
  } catch {
    return "";
  }
}
