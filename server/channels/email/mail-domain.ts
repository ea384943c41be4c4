import type { MailServer } from "../../../shared/email.ts";
import { listInboxes } from "../../conversations/inbox.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { domainOf } from "./address.ts";

/** The domains that inboxes send under, each with their addresses. */
export async function domainsOf(work: Work): Promise<Map<string, string[]>> {
  const inboxes = await listInboxes(work);
  return Map.groupBy(
    inboxes.map(({ address }) => address),
    (address) => domainOf(address).toLowerCase(),
  );
}

/** Names of the servers that take the mail of a domain's inboxes: their own, or the house's. */
export async function serversOf(work: Work, house: House, domain: string): Promise<string[]> {
  const inboxes = (await listInboxes(work)).filter(
    ({ address }) => domainOf(address).toLowerCase() === domain,
  );
  const mailboxes = await work.db
    .selectFrom("mailboxes")
    .select(["inboxId", "smtp"])
    .where("workspaceId", "=", work.workspaceId)
    .execute();
  const relay = house.config.relayUrl && new URL(house.config.relayUrl).hostname;
  const names = inboxes.map(({ id }) => {
    const own = mailboxes.find(({ inboxId }) => inboxId === id)?.smtp as MailServer | null | undefined;
    return own?.host ?? relay;
  });
  return [...new Set(names.filter((name) => typeof name === "string" && name !== ""))] as string[];
}
