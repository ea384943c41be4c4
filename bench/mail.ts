import { corpusFields } from "./mail-corpus.ts";
import { interruptedFetches } from "./mail-fetch.ts";
import { inbound } from "./mail-inbound.ts";
import { mutations } from "./mail-mutations.ts";
import { outgoing } from "./mail-outgoing.ts";
import type { Figures } from "./main.ts";
import { rounded } from "./statistics.ts";

/** Mail: what is read of the corpus and of damaged mails, how fast mail comes in, and what is left of it when lines are cut. */
export async function mail(say: (sentence: string) => void): Promise<Figures> {
  const fields = await corpusFields();
  for (const field of fields.wrong.slice(0, 20)) say(`  not as expected: ${field}`);
  say("  damaged mails …");
  const damaged = await mutations(20_000, say);
  say("  inbound …");
  const speed = await inbound();
  say("  interrupted fetches …");
  const fetched = await interruptedFetches(500, say);
  say("  outgoing …");
  const sent = await outgoing(2_000, say);
  return {
    "mail.corpusFields": rounded(fields.share, 4),
    "mail.corpusExpected": fields.expected,
    "mail.mutations": damaged.read,
    "mail.crashes": damaged.crashes,
    "mail.slowestMs": rounded(damaged.slowestMs, 0),
    "mail.inboundPerSecond": rounded(speed.perSecond, 1),
    "mail.parserPerSecond": rounded(speed.parserPerSecond, 1),
    "mail.inboundRatio": rounded(speed.perSecond / speed.parserPerSecond, 3),
    ...(fetched && {
      "mail.fetchInterrupted": fetched.interrupted,
      "mail.fetchLost": fetched.lost,
      "mail.fetchDoubled": fetched.doubled,
      "mail.fetchRevived": fetched.revived,
    }),
    "mail.outgoing": sent.mails,
    "mail.outgoingSent": sent.sent,
    "mail.outgoingFailed": sent.failed,
    "mail.outgoingUnsettled": sent.unsettled,
    "mail.outgoingDoubled": sent.doubled,
  };
}
