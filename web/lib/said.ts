import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { automaticSentences } from "../../shared/automatic-sentences.ts";
import { dnsSentences } from "../../shared/dns-sentences.ts";
import { inboundSentences } from "../../shared/inbound-sentences.ts";
import { mailSentences } from "../../shared/mail-sentences.ts";
import { proofSentences } from "../../shared/proof-sentences.ts";
import { type Recognised, recogniser } from "../../shared/sentence.ts";

const known: [area: string, find: (text: string) => Recognised | null][] = [
  ["mailSaid", recogniser(mailSentences)],
  ["dnsSaid", recogniser(dnsSentences)],
  ["proofSaid", recogniser(proofSentences)],
  ["inboundReasons", recogniser(inboundSentences)],
  ["automaticSaid", recogniser(automaticSentences)],
];

/** Blanks in which another of these sentences may stand. */
const within = ["inner", "why"];

/** What the server said, in the language of whoever reads; words of other servers stay as they are. */
export function said(text: string, t: TFunction): string {
  for (const [area, find] of known) {
    const found = find(text);
    if (!found) continue;
    const blanks = { ...found.blanks };
    for (const name of within) if (blanks[name] !== undefined) blanks[name] = said(blanks[name], t);
    return t(`${area}.${found.name}` as never, { ...blanks, defaultValue: text });
  }
  return text;
}

/** `said` in the language that is set. */
export function useSaid(): (text: string) => string {
  const { t } = useTranslation();
  return (text) => said(text, t);
}
