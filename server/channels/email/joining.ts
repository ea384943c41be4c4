import type { MailFindings } from "../../../shared/mail-story.ts";
import { proofSentences as because } from "../../../shared/proof-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { conversationByNumber, conversationsByMessageId } from "../../conversations/correspondence.ts";
import { isParticipant } from "../../conversations/participant.ts";
import { customerByEmail } from "../../customers/customer.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { replyPurpose } from "./composed.ts";
import type { Reading } from "./reading.ts";
import { tokenIn, verifyReplyToken } from "./reply-address.ts";

/** Where a mail belongs, and how far its sender can be believed. */
export interface Belonging {
  conversationId: string | null;
  /** What led there. */
  by: NonNullable<MailFindings["joined"]>;
  /** The conversation it names without being let in. */
  maybeRelatedId: string | null;
  proven: boolean;
  why: string;
  /** The sender takes part from now on. */
  admit: boolean;
  /** It came from the customer's own address through the address signed for them: the address is theirs. */
  verified: boolean;
  /** The sender, where the address is known. */
  known: { id: string; name: string } | null;
}

/**
 * Which conversation a mail joins. By an address signed for the conversation: always. By Message-IDs or a number in the subject:
 * whoever takes part, marked when unproven; a stranger only when proven and answering one of its messages. Everybody else starts anew.
 */
export async function belongingOf(
  work: Work,
  house: House,
  reading: Reading,
  envelopeTo: readonly string[],
  asked?: ReadonlyMap<string, NonNullable<Belonging["known"]>>,
): Promise<Belonging> {
  const author = reading.author?.address ?? "";
  const customer = asked ? asked.get(author.toLowerCase()) : await customerByEmail(work, author);
  const sender = {
    known: customer ?? null,
    proven: reading.authenticity.proven && reading.authorIsFrom,
    why: reading.authorIsFrom ? reading.authenticity.why : because.listOrForm,
  };
  const signed = await signedFor(work, house, [...envelopeTo, ...reading.addressed]);
  if (signed?.customerId) return throughSigned(work, sender, { ...signed, customerId: signed.customerId });
  const answered = await conversationsOf(work, reading.answers);
  const named = await conversationNamed(work, reading.subject);
  for (const conversationId of [...answered, ...(named ? [named] : [])]) {
    const inside = sender.known !== null && (await isParticipant(work, conversationId, sender.known.id));
    const by = answered.includes(conversationId) ? "answer" : "number";
    if (inside) return { ...nowhere, ...sender, conversationId, by };
    if (sender.proven && answered.includes(conversationId))
      return { ...nowhere, ...sender, conversationId, by, admit: true };
  }
  return { ...nowhere, ...sender, maybeRelatedId: answered[0] ?? named };
}

const nowhere = {
  conversationId: null,
  by: "new",
  maybeRelatedId: null,
  admit: false,
  verified: false,
} as const;

interface Sender {
  known: Belonging["known"];
  proven: boolean;
  why: string;
}

interface Signed {
  conversationId: string;
  customerId: string;
}

/** Whom a signed address was made for, and for what. */
export interface SignedTo {
  conversationId: string;
  customerId: string | null;
  agentId: string | null;
  /** The thread beside the conversation that it was made for, and whom it asks. */
  asideId: string | null;
  address: string | null;
  /** What an agent writes there. */
  writes: string;
  revokedAt: Date | null;
}

async function throughSigned(
  work: Work,
  sender: Sender,
  { conversationId, customerId }: Signed,
): Promise<Belonging> {
  const place = { ...nowhere, conversationId, by: "signed", known: sender.known } as const;
  if (sender.known?.id === customerId)
    return { ...place, proven: true, why: because.ownAddress, verified: true };
  const why = worded(because.foreignAddress, { inner: sender.why });
  const inside = sender.known !== null && (await isParticipant(work, conversationId, sender.known.id));
  return { ...place, proven: sender.proven, why, admit: sender.proven && !inside };
}

/** For whom and for what the first signed address among these was made; null without a valid one. */
export async function signedFor(
  work: Work,
  house: House,
  addresses: readonly string[],
): Promise<SignedTo | null> {
  const key = house.secrets.key(replyPurpose);
  for (const address of new Set(addresses)) {
    const token = tokenIn(address);
    const id = token && verifyReplyToken(token, key);
    if (!id) continue;
    const row = await work.db
      .selectFrom("replyAddresses")
      .select(["conversationId", "customerId", "agentId", "asideId", "address", "writes", "revokedAt"])
      .where("workspaceId", "=", work.workspaceId)
      .where("token", "=", id)
      // What comes to an agent's address that was ended is still no customer's word.
      .where((eb) => eb.or([eb("revokedAt", "is", null), eb("agentId", "is not", null)]))
      .executeTakeFirst();
    if (row) return row;
  }
  return null;
}

/** Conversations of messages we got or sent under these ids, in the order of the ids. */
export async function conversationsOf(work: Work, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const ids = [...new Set(messageIds.flatMap((id) => [id, id.toLowerCase()]))];
  const ours = await work.db
    .selectFrom("deliveries")
    .select(["internetMessageId as id", "conversationId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("internetMessageId", "in", ids)
    .where("conversationId", "is not", null)
    // What is written beside it leads nobody into it.
    .where("asideId", "is", null)
    .execute();
  const theirs = await conversationsByMessageId(work, ids);
  const byId = new Map([...theirs, ...ours].map(({ id, conversationId }) => [id, conversationId]));
  const found = messageIds.map((id) => byId.get(id) ?? byId.get(id.toLowerCase()));
  return [...new Set(found.filter((id) => typeof id === "string"))];
}

/** Whether a mail claims to belong to a conversation: by what it answers, a number in its subject, or an address made for one. */
export function namesConversation(reading: Reading, envelopeTo: readonly string[]): boolean {
  return (
    reading.answers.length > 0 ||
    numberIn(reading.subject) !== null ||
    [...envelopeTo, ...reading.addressed].some((address) => tokenIn(address) !== null)
  );
}

function numberIn(subject: string): number | null {
  const number = /\[#(\d{1,15})\]/.exec(subject)?.[1];
  return number ? Number(number) : null;
}

/** The conversation whose number is in a subject. Our mails carry `[#number]`; a bare `#12` may be anybody's order. */
export async function conversationNamed(work: Work, subject: string): Promise<string | null> {
  const number = numberIn(subject);
  return number === null ? null : conversationByNumber(work, number);
}
