import type { MailGrant, MailGrantBody, MailProvider } from "../../../shared/mail-oauth.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { addressesOf, presetOf } from "./mail-provider.ts";
import { serverHosts } from "./mail-server-hosts.ts";

export const redirectUrl = (house: House) => `${house.config.url}/api/mail-grants/callback`;

/** How an inbox signs in at its provider; null when by password or not at all. */
export async function getMailGrant(work: Work, house: House, inboxId: string) {
  await getInbox(work, inboxId);
  const row = await grantOf(work, inboxId);
  return { grant: row ? shown(row) : null, redirectUrl: redirectUrl(house) };
}

/** The row of an inbox's grant, or undefined; locked for this work where somebody else may change it meanwhile. */
export async function grantOf(work: Work, inboxId: string, { locked = false } = {}) {
  return work.db
    .selectFrom("mailGrants")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .$if(locked, (query) => query.forUpdate())
    .executeTakeFirst();
}

export type GrantRow = NonNullable<Awaited<ReturnType<typeof grantOf>>>;

function shown(row: GrantRow): MailGrant {
  const { mailbox, clientId, authorizeUrl, tokenUrl, trouble, grantedAt } = row;
  const state = trouble !== "" ? "ended" : grantedAt ? "given" : "asked";
  const provider = row.provider as MailProvider;
  return { provider, mailbox, clientId, authorizeUrl, tokenUrl, state, trouble, grantedAt };
}

/** Says where and by which client an inbox signs in; what was granted before is forgotten. */
export async function changeMailGrant(work: Work, house: House, inboxId: string, body: MailGrantBody) {
  const inbox = await getInbox(work, inboxId);
  const addresses = addressesOf(body);
  const before = await grantOf(work, inboxId);
  const { provider, clientId, mailbox = inbox.address } = body;
  const set = {
    provider,
    ...addresses,
    clientId,
    clientSecret: secretOf(house, body, addresses.tokenUrl, before),
    mailbox,
    hosts: await hostsOf(work, inboxId, provider),
    accessToken: null,
    refreshToken: null,
    expiresAt: null,
    grantedAt: null,
    renewingUntil: null,
    trouble: "",
  };
  await work.db
    .insertInto("mailGrants")
    .values({ workspaceId: work.workspaceId, inboxId, ...set })
    .onConflict((conflict) => conflict.columns(["workspaceId", "inboxId"]).doUpdateSet(set))
    .execute();
  work.record("inbox.changed", { inboxId });
  return getMailGrant(work, house, inboxId);
}

/** A kept secret goes to the token address it was entered for, and to no other. */
function secretOf(house: House, body: MailGrantBody, tokenUrl: string, before: GrantRow | undefined) {
  if (body.clientSecret !== undefined) return house.secrets.seal(body.clientSecret);
  if (!before?.clientSecret) return null;
  if (before.tokenUrl === tokenUrl && before.clientId === body.clientId) return before.clientSecret;
  throw new Refusal("unprocessable", "Enter the client secret again: it belongs to another client.");
}

/** Only these servers are shown a token: an address that is entered later would get it otherwise. */
async function hostsOf(work: Work, inboxId: string, provider: MailProvider): Promise<string[]> {
  const preset = presetOf(provider);
  if (preset) return [preset.imap.host, preset.smtp.host];
  const hosts = await serverHosts(work, inboxId);
  if (hosts.length > 0) return hosts;
  throw new Refusal("unprocessable", "Enter the servers of the mailbox first, without a password.");
}

/** Forgets what was granted. */
export async function removeMailGrant(work: Work, inboxId: string): Promise<Record<string, never>> {
  const removed = await work.db
    .deleteFrom("mailGrants")
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .returning("provider")
    .executeTakeFirst();
  if (!removed) throw notFound();
  work.record("mail_grant.ended", { inboxId, provider: removed.provider, why: "removed" });
  work.record("inbox.changed", { inboxId });
  return {};
}
