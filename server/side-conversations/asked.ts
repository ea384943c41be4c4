import type { SideTo } from "../../shared/side-conversations.ts";
import { sameAddress } from "../channels/email/address.ts";
import { withoutTag } from "../channels/email/spool.ts";
import type { ConversationRecord } from "../conversations/access.ts";
import { listInboxes } from "../conversations/inbox.ts";
import { isParticipant } from "../conversations/participant.ts";
import { customerByEmail } from "../customers/customer.ts";
import { activeAgentAt, getAgent, leadOf } from "../people/agents.ts";
import { Refusal } from "../platform/errors.ts";
import { shareTurn } from "../platform/turn.ts";
import type { Work } from "../platform/work.ts";

const nobody = { askedAgentId: null, askedTeamId: null, askedAddress: null, askedName: "" };

/** Whom a side conversation asks, as its columns; refuses oneself, who has left, and an address that is no outsider's. */
export async function requireAskable(work: Work, conversation: ConversationRecord, to: SideTo) {
  if (to.kind === "team") {
    await leadOf(work, to.id);
    return { ...nobody, askedTeamId: to.id };
  }
  if (to.kind === "agent") {
    if (to.id === work.actor.id) throw new Refusal("unprocessable", "You would ask yourself.");
    await shareTurn(work, to.id);
    const { active, name } = await getAgent(work, to.id);
    if (!active) throw new Refusal("holder_inactive", `${name} is deactivated.`);
    return { ...nobody, askedAgentId: to.id };
  }
  await requireOutside(work, conversation, to.address);
  return { ...nobody, askedAddress: to.address, askedName: to.name };
}

/** The customer would read what is not for them; a colleague is asked in Baton; our own inbox would answer itself. */
async function requireOutside(work: Work, { id }: ConversationRecord, address: string): Promise<void> {
  const own = (await listInboxes(work)).find((one) => sameAddress(one.address, withoutTag(address)));
  if (own) throw new Refusal("unprocessable", `${address} is the inbox "${own.name}" itself.`);
  const colleague = await activeAgentAt(work, address);
  if (colleague) throw new Refusal("unprocessable", `${colleague.name} works here: ask them in Baton.`);
  const customer = await customerByEmail(work, address);
  if (customer && (await isParticipant(work, id, customer.id)))
    throw new Refusal("unprocessable", `${address} takes part in the conversation: answer them there.`);
}
