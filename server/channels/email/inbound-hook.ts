import { timingSafeEqual } from "node:crypto";
import type { InboundHook } from "../../../shared/inbound-hooks.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { newToken, tokenHash } from "../../platform/secrets.ts";
import type { Work } from "../../platform/work.ts";

export interface NewHook {
  inboxId: string;
  provider: InboundHook["provider"];
  purpose: InboundHook["purpose"];
  signingKey?: string | undefined;
}

/** Makes an address for a provider's inbound mail; the secret in it is kept hashed and told only now. */
export async function createInboundHook(
  work: Work,
  house: House,
  { inboxId, provider, purpose, signingKey }: NewHook,
) {
  await getInbox(work, inboxId);
  if (provider === "mailgun" && !signingKey)
    throw new Refusal("unprocessable", "Enter Mailgun's HTTP webhook signing key.");
  if (provider === "sendgrid" && purpose === "events" && !signingKey)
    throw new Refusal("unprocessable", "Enter SendGrid's verification key: events must be signed.");
  const [id, token] = [newId(), newToken()];
  await work.db
    .insertInto("inboundHooks")
    .values({
      workspaceId: work.workspaceId,
      id,
      inboxId,
      provider,
      purpose,
      tokenHash: tokenHash(token),
      signingKey: signingKey ? house.secrets.seal(signingKey) : null,
      createdAt: work.now,
    })
    .execute();
  work.record("inbound_hook.created", { hookId: id, inboxId, provider });
  const hook = (await listInboundHooks(work)).items.find((one) => one.id === id);
  if (!hook) throw notFound();
  return { hook, url: addressOf(house.config.url, hook, token) };
}

/** Postmark keeps secrets better in the name and password of an address than in its query. */
function addressOf(base: string, { id, provider, purpose }: InboundHook, token: string): string {
  const path = purpose === "mail" ? `/api/inbound-mail/${id}/mime` : `/api/mail-events/${id}`;
  const url = new URL(base + path);
  if (provider === "postmark") {
    url.username = "baton";
    url.password = token;
  } else url.searchParams.set("token", token);
  return url.href;
}

/** Addresses where providers hand over mail, oldest first. */
export async function listInboundHooks(work: Work): Promise<{ items: InboundHook[] }> {
  const rows = await work.db
    .selectFrom("inboundHooks")
    .select(["id", "inboxId", "provider", "signingKey", "topic", "lastMailAt", "lastRefusedAt"])
    .select(["lastRefusal", "createdAt", "purpose"])
    .select((eb) => [
      eb
        .selectFrom("mailEvents as e")
        .select((one) => one.fn.countAll<string>().as("count"))
        .whereRef("e.workspaceId", "=", "inboundHooks.workspaceId")
        .whereRef("e.hookId", "=", "inboundHooks.id")
        .as("told"),
      eb
        .selectFrom("mailEvents as e")
        .select((one) => one.fn.countAll<string>().as("count"))
        .whereRef("e.workspaceId", "=", "inboundHooks.workspaceId")
        .whereRef("e.hookId", "=", "inboundHooks.id")
        .where("e.deliveryId", "is", null)
        .as("unknown"),
    ])
    .where("workspaceId", "=", work.workspaceId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  return {
    items: rows.map(({ signingKey, provider, purpose, told, unknown, ...row }) => ({
      ...row,
      purpose: purpose as InboundHook["purpose"],
      told: Number(told),
      unknown: Number(unknown),
      provider: provider as InboundHook["provider"],
      signed: provider === "ses" || signingKey !== null,
    })),
  };
}

/** Removes an address; mail that came by it stays. */
export async function removeInboundHook(work: Work, id: string): Promise<Record<string, never>> {
  const removed = await work.db
    .deleteFrom("inboundHooks")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .returning("inboxId")
    .executeTakeFirst();
  if (!removed) throw notFound();
  work.record("inbound_hook.removed", { hookId: id, inboxId: removed.inboxId });
  return {};
}

export interface OpenHook {
  workspaceId: string;
  id: string;
  inboxId: string;
  provider: InboundHook["provider"];
  signingKey: string | null;
  topic: string | null;
}

/** The hook for this purpose whose secret this is; a wrong secret looks like no hook at all. */
export async function openHook(
  house: House,
  id: string,
  token: string,
  purpose: InboundHook["purpose"] = "mail",
): Promise<OpenHook> {
  const row = /^[0-9a-f-]{36}$/i.test(id)
    ? await house.system
        .selectFrom("inboundHooks")
        .select(["workspaceId", "id", "inboxId", "provider", "signingKey", "topic", "tokenHash"])
        .where("id", "=", id)
        .where("purpose", "=", purpose)
        .executeTakeFirst()
    : undefined;
  if (!row || !timingSafeEqual(row.tokenHash, tokenHash(token))) throw notFound();
  const { tokenHash: _, signingKey, provider, ...rest } = row;
  return {
    ...rest,
    provider: provider as InboundHook["provider"],
    signingKey: signingKey && house.secrets.unseal(signingKey),
  };
}

interface Came {
  topic?: string;
  lastMailAt?: Date;
  lastRefusedAt?: Date;
  lastRefusal?: string;
}

/** Notes what came by a hook: a mail, a refusal with its reason, or the topic it belongs to from now on. */
export async function noteHook(house: House, { workspaceId, id }: OpenHook, came: Came): Promise<void> {
  await house.system
    .updateTable("inboundHooks")
    .set(came)
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .execute();
  house.passings.tell(workspaceId, "inbound_hook.used");
}
