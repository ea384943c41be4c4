import { automaticSentences } from "../../../../shared/automatic-sentences.ts";
import { dnsSentences } from "../../../../shared/dns-sentences.ts";
import { mailSentences } from "../../../../shared/mail-sentences.ts";
import { proofSentences } from "../../../../shared/proof-sentences.ts";

/** The server's own sentences: `lib/said.ts` finds them again in what it says. */
export const mailSaid: Record<keyof typeof mailSentences, string> = mailSentences;

export const dnsSaid: Record<keyof typeof dnsSentences, string> = dnsSentences;

export const proofSaid: Record<keyof typeof proofSentences, string> = proofSentences;

export const automaticSaid: Record<keyof typeof automaticSentences, string> = automaticSentences;
