import type { MailCheck } from "../../../shared/deliverability.ts";

type Verdict = MailCheck["verdict"];

const order: readonly Verdict[] = ["bad", "warning", "unknown", "good"];

/** The verdict that counts for all together: the worst; what is not known only before what is good. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return order.find((verdict) => verdicts.includes(verdict)) ?? "unknown";
}
