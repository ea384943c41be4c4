import { inboundSentences } from "../../../shared/inbound-sentences.ts";
import { worded } from "../../../shared/sentence.ts";

/** Why a mail was set aside or refused. Screens translate the code; programs and logs read the sentence. */
export interface InboundReason {
  code: InboundReasonCode;
  params: Record<string, string>;
}

export type InboundReasonCode = keyof typeof inboundSentences;

/** A reason with what it speaks of. */
export function reasonOf(code: InboundReasonCode, params: Record<string, string> = {}): InboundReason {
  return { code, params };
}

/** The reason as an English sentence. */
export function sentenceOf({ code, params }: InboundReason): string {
  return worded(inboundSentences[code], params);
}

/** The columns that keep a reason. */
export function codedReason(reason: InboundReason) {
  return { reason: sentenceOf(reason), reasonCode: reason.code, reasonParams: JSON.stringify(reason.params) };
}
