import { sql } from "kysely";
import { z } from "zod";
import type { MailEvent } from "../../../shared/mail-events.ts";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import type { Page } from "../../../shared/page.ts";
import { suppress } from "../../customers/suppression.ts";
import { system } from "../../platform/actor.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import { Refusal } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import type { Work } from "../../platform/work.ts";
import { bounceReason, statusIn } from "./bounce-reason.ts";
import { type Reportable, reported } from "./bounced.ts";
import { outside } from "./handed-over.ts";
import { forged, type HookRequest, readJson } from "./hook-mail.ts";
import { noteHook, type OpenHook } from "./inbound-hook.ts";
import { checkMailgun } from "./mailgun-mail.ts";
import { mailgunEvents, postmarkEvents, sendgridEvents, sesEvents } from "./provider-events.ts";
import { checkSendgrid } from "./sendgrid-mail.ts";
import { openSns } from "./ses-mail.ts";
import type { Fetch } from "./sns-signature.ts";
import type { ToldEvent } from "./told-event.ts";

/** Takes what a provider tells about mail; when this returns, it is kept. What is refused leaves its reason on the hook. */
export async function takeEvents(
  house: House,
  hook: OpenHook,
  request: HookRequest,
  fetch: Fetch = outside(house),
): Promise<Record<string, never>> {
  const now = house.clock.now();
  try {
    const told = await eventsOf(house, hook, request, fetch);
    const actor = system(hook.workspaceId, "email.events");
    for (const event of told) await house.work(actor, (work) => keep(work, hook, event));
    if (told.length > 0) await noteHook(house, hook, { lastMailAt: now });
    return {};
  } catch (error) {
    if (error instanceof Refusal)
      await noteHook(house, hook, { lastRefusedAt: now, lastRefusal: error.message });
    throw error;
  }
}

const Signed = z.object({
  signature: z.object({ timestamp: z.string(), token: z.string(), signature: z.string() }),
});

async function eventsOf(
  house: House,
  { provider, signingKey, topic, ...hook }: OpenHook,
  request: HookRequest,
  fetch: Fetch,
): Promise<ToldEvent[]> {
  const now = house.clock.now();
  if (provider === "postmark") return postmarkEvents(readJson(request.body), now);
  if (provider === "sendgrid") {
    checkSendgrid(request, signingKey ?? "");
    return sendgridEvents(readJson(request.body), now);
  }
  if (provider === "mailgun") {
    const body = readJson(request.body);
    const signed = Signed.safeParse(body);
    if (!signed.success) throw forged("Mailgun's signature is missing.");
    checkMailgun(signed.data.signature, signingKey ?? "", now);
    return mailgunEvents(body, now);
  }
  const came = await openSns(request, fetch, { topic, now });
  if ("message" in came)
    return sesEvents(readJson(Buffer.from(came.message.Message)), came.message.MessageId, now);
  await noteHook(house, { provider, signingKey, topic, ...hook }, { topic: came.topic });
  return [];
}

/** Keeps an event, once, and writes it into the ledger of the mail it is about. */
async function keep(work: Work, hook: OpenHook, event: ToldEvent): Promise<void> {
  const delivery = await deliveryFor(work, event);
  // A mail whose yes is not written down yet gets it in `catchUp`.
  const known = delivery && delivery.state !== "sending" ? delivery : null;
  const kept = await work.db
    .insertInto("mailEvents")
    .values({
      workspaceId: work.workspaceId,
      id: newId(),
      hookId: hook.id,
      eventKey: event.key.slice(0, 500),
      kind: event.kind,
      permanent: event.permanent,
      address: event.address.slice(0, 320),
      detail: event.detail.slice(0, 1000),
      about: (event.names[0] ?? "").slice(0, 300),
      deliveryId: known?.id ?? null,
      at: event.at,
      receivedAt: work.now,
    })
    .onConflict((conflict) => conflict.columns(["workspaceId", "hookId", "eventKey"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (kept && known) await apply(work, known, event);
}

const columns = [
  "id",
  "conversationId",
  "messageId",
  "toAddress",
  "state",
  "nextAttemptAt",
  "softBounces",
] as const;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The mail that an event names, if it went to the address it speaks of: a forged name must not reach another's mail. */
async function deliveryFor(work: Work, { names, address }: ToldEvent): Promise<Reportable | undefined> {
  if (names.length === 0) return undefined;
  const ids = names.filter((name) => uuid.test(name));
  return work.db
    .selectFrom("deliveries")
    .select(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where((eb) =>
      eb.or([
        eb("internetMessageId", "in", names),
        eb("providerId", "in", names),
        ...(ids.length > 0 ? [eb("id", "in", ids)] : []),
      ]),
    )
    .where("toKey", "=", address.toLowerCase())
    .orderBy("createdAt", "desc")
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

type Told = Pick<ToldEvent, "kind" | "permanent" | "address" | "detail">;

async function apply(work: Work, row: Reportable, { kind, permanent, address, detail }: Told): Promise<void> {
  if (kind === "complained") {
    const reason = says.complained;
    await suppress(work, { address: row.toAddress, cause: "complaint", reason, deliveryId: row.id });
    return;
  }
  const status = statusIn(` ${detail}`);
  const action = kind === "delivered" ? "delivered" : kind === "deferred" ? "delayed" : "failed";
  await reported(work, row, {
    address,
    action,
    status,
    kind: action === "failed" ? (permanent ? "hard" : "soft") : action,
    reason: bounceReason(status, detail),
    diagnostic: detail,
  });
}

/** What was told about a mail before the server's yes was written down. */
export async function catchUp(work: Work, deliveryId: string): Promise<void> {
  const row = await work.db
    .selectFrom("deliveries")
    .select([...columns, "internetMessageId", "providerId"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", deliveryId)
    .executeTakeFirstOrThrow();
  const early = await work.db
    .updateTable("mailEvents")
    .set({ deliveryId })
    .where("workspaceId", "=", work.workspaceId)
    .where("deliveryId", "is", null)
    .where("about", "in", [row.internetMessageId, row.id, ...(row.providerId ? [row.providerId] : [])])
    .where((eb) => eb(eb.fn<string>("lower", ["address"]), "=", row.toAddress.toLowerCase()))
    .returning(["kind", "permanent", "address", "detail", "at"])
    .execute();
  for (const event of early.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    await apply(work, await current(work, deliveryId), { ...event, kind: event.kind as ToldEvent["kind"] });
}

const current = (work: Work, id: string): Promise<Reportable> =>
  work.db
    .selectFrom("deliveries")
    .select(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

/** What providers told, newest first; with `unknown` only what is about mail that was not sent from here. */
export async function listEvents(
  work: Work,
  { unknown, after, limit }: { unknown: "true" | "false"; after?: string | undefined; limit: number },
): Promise<Page<MailEvent>> {
  const cursor = readCursor(after, 2);
  const rows = await work.db
    .selectFrom("mailEvents as e")
    .innerJoin("inboundHooks as h", (join) =>
      join.onRef("h.workspaceId", "=", "e.workspaceId").onRef("h.id", "=", "e.hookId"),
    )
    .select(["e.id", "h.provider", "e.kind", "e.address", "e.detail", "e.about", "e.deliveryId", "e.at"])
    .select(sql<string>`e.received_at::text`.as("place"))
    .where("e.workspaceId", "=", work.workspaceId)
    .$if(unknown === "true", (query) => query.where("e.deliveryId", "is", null))
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(e.received_at, e.id) < (${cursor?.[0]}::timestamptz, ${cursor?.[1]}::uuid)`),
    )
    .orderBy("e.receivedAt", "desc")
    .orderBy("e.id", "desc")
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit) as (MailEvent & { place: string })[];
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? writeCursor([last.place, last.id]) : null };
}
