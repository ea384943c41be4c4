import { sql } from "kysely";
import { wordsFor } from "../../../help/language.ts";
import { exactTime } from "../../../help/time.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { trackerUrl } from "../../conversations/tracker-link.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { acknowledgementLetter } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { queueMail } from "./outbox.ts";

const pause = 10 * 60_000;

/**
 * Tells whoever began a conversation that it arrived, who holds it and when the next word comes. At most one to an address in
 * ten minutes, over all conversations; never when the inbox does not want it.
 */
export async function acknowledge(
  work: Work,
  house: House,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  const facts = await factsOf(work, conversationId, messageId);
  if (!facts?.address || !(await getInbox(work, facts.inboxId)).acknowledge) return;
  if (await toldLately(work, facts.address)) return;
  const { name: company, timeZone, locale } = await getWorkspace(work);
  const letter = acknowledgementLetter(letterWords(locale), {
    number: facts.number,
    company,
    holder: holderOf(facts),
    next: facts.promiseDueAt && exactTime(facts.promiseDueAt, timeZone, wordsFor(locale)),
    trackerUrl: await trackerUrl(work, house, conversationId, facts.customerId),
  });
  await queueMail(work, {
    kind: "acknowledgement",
    naturalKey: `acknowledgement:${conversationId}`,
    // Without the name: that is text of the sender, too.
    to: { name: "", address: facts.address },
    ...letter,
    conversationId,
    customerId: facts.customerId,
  });
}

async function factsOf(work: Work, conversationId: string, messageId: string) {
  return work.db
    .selectFrom("conversations as v")
    .innerJoin("messages as m", (join) =>
      join.onRef("m.workspaceId", "=", "v.workspaceId").onRef("m.conversationId", "=", "v.id"),
    )
    .leftJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "v.workspaceId").onRef("a.id", "=", "v.holderId"),
    )
    .leftJoin("teams as t", (join) =>
      join.onRef("t.workspaceId", "=", "v.workspaceId").onRef("t.id", "=", "v.teamId"),
    )
    .select(["v.number", "v.customerId", "v.inboxId", "v.promiseDueAt", "m.authorAddress as address"])
    .select(["a.name as holderName", "t.name as teamName"])
    .where("v.workspaceId", "=", work.workspaceId)
    .where("v.id", "=", conversationId)
    .where("m.id", "=", messageId)
    .executeTakeFirst();
}

function holderOf({ holderName, teamName }: { holderName: string | null; teamName: string | null }) {
  if (holderName) return { kind: "holder" as const, name: holderName.split(" ")[0] ?? holderName };
  return teamName ? { kind: "team" as const, name: teamName } : null;
}

/** Whoever asks waits for others who ask the same at this moment, so that two mails at once get one answer. */
async function toldLately(work: Work, address: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`acknowledge ${work.workspaceId} ${address.toLowerCase()}`}, 45))`.execute(
    work.db,
  );
  const told = await work.db
    .selectFrom("deliveries")
    .select("id")
    .where("workspaceId", "=", work.workspaceId)
    .where((eb) => eb(eb.fn<string>("lower", ["toAddress"]), "=", address.toLowerCase()))
    .where("createdAt", ">", new Date(work.now.getTime() - pause))
    .where("kind", "=", "acknowledgement")
    .limit(1)
    .executeTakeFirst();
  return told !== undefined;
}
