import type { MailFindings } from "../../../shared/mail-story.ts";
import type { Reading } from "./reading.ts";

/** What is kept of how a mail was judged, for those who ask later why it was believed and where it went. */
export function findingsOf(
  { authenticity, flaws }: Pick<Reading, "authenticity" | "flaws">,
  joined: MailFindings["joined"],
): MailFindings {
  const { spf, dkim, dmarc, arc, proven, why } = authenticity;
  return {
    spf,
    dkim: dkim.map(({ result, domain, aligned }) => ({ result, domain, aligned })),
    dmarc,
    arc,
    proven,
    why,
    joined,
    flaws,
  };
}
