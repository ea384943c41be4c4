import { getAgent } from "../../people/agents.ts";
import { invitationUrl, resetUrl } from "../../people/entry-token.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { accountLetter } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { queueMail } from "./outbox.ts";

const hour = 3_600_000;

/** Mails somebody the link to join or to choose a new password; nothing when they have joined or left meanwhile. */
export async function queueAccountMail(
  work: Work,
  house: House,
  kind: "invitation" | "reset",
  { agentId, eventId }: { agentId: string; eventId: string },
): Promise<void> {
  const url = await (kind === "invitation" ? invitationUrl : resetUrl)(work, house, agentId);
  if (!url) return;
  const [{ name, email }, { name: company, locale }] = [
    await getAgent(work, agentId),
    await getWorkspace(work),
  ];
  await queueMail(work, {
    kind: "account",
    naturalKey: `${kind}:${eventId}`,
    to: { name, address: email },
    ...accountLetter(letterWords(locale), kind, { name, company, url }),
    sealWith: house.secrets,
    goodUntil: new Date(work.now.getTime() + (kind === "invitation" ? 7 * 24 : 2) * hour),
  });
}
