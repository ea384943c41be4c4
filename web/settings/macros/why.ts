import type { TFunction } from "i18next";

const kinds = [
  ["variable", /^undefined variable: (.+)$/],
  ["filter", /^undefined filter: (.+)$/],
  ["tag", /^tag "(.+?)".* not found$/],
  ["open", /not closed/],
  ["endless", /^too long/],
] as const;

/** What is wrong with a text, in the language of whoever writes it; what is rarer stays as the server says it. */
export function whyOf(why: string, t: TFunction): string {
  for (const [kind, pattern] of kinds) {
    const found = pattern.exec(why);
    if (found) return t(`macros.whys.${kind}`, { name: found[1] ?? "" });
  }
  return why;
}
