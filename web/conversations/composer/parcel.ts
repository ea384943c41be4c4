import type { QueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { getConversation } from "../../../shared/conversations.ts";
import { listDrafts, listLaterReplies } from "../../../shared/drafts.ts";
import { listHappenings } from "../../../shared/happenings.ts";
import { listMessages } from "../../../shared/messages.ts";
import { sendReply, writeNote } from "../../../shared/replies.ts";
import { call } from "../../lib/call.ts";
import { i18n } from "../../lib/i18n.ts";
import { listPath } from "../../lib/live-rows.ts";
import { asProblem, isPassing } from "../../lib/problem.ts";
import { keyOf } from "../../lib/query.ts";
import { toast } from "../../ui/Toast.tsx";
import {
  draftsShown,
  leaving,
  type Parcel,
  parcels,
  putAway,
  readParcels,
  takeOut,
  waitedTooLong,
} from "../drafts/parcels.ts";
import { contentOf, draftOf } from "./draft.ts";
import { pullDraft } from "./draft-sync.ts";
import { refusalText } from "./refusal.ts";
import { asRich, isEmpty, plainOf } from "./rich-text.ts";

export { pushAll } from "./draft-sync.ts";

/** Half a day later nobody expects it to leave by itself any more; the server knows a key for a whole one. */
const tooOld = 12 * 3600_000;

/** Brings it to the server; the same key again is answered with what the first one did. */
export function deliver({ kind, conversationId, body, key }: Parcel) {
  const params = { id: conversationId };
  const options = { idempotencyKey: key };
  return kind === "note"
    ? call(writeNote, { params, body: z.decode(writeNote.body, body as never) }, options)
    : call(sendReply, { params, body: z.decode(sendReply.body, body as never) }, options);
}

/** Sends what waits, one after the other and from one tab at a time; ends when nobody can be reached. */
export function sendParcels(queries: QueryClient, me: string): Promise<void> {
  return alone(async () => {
    readParcels();
    for (const parcel of parcels.get()) {
      if (parcel.by !== me || parcel.refused) continue;
      leaving.set(parcel.key);
      const goesOn = await tryParcel(queries, parcel).finally(() => leaving.set(null));
      if (!goesOn) return;
    }
  });
}

async function tryParcel(queries: QueryClient, parcel: Parcel): Promise<boolean> {
  if (Date.now() - parcel.at > tooOld) {
    comeBack(parcel, { code: waitedTooLong, status: 0, detail: "" });
    return true;
  }
  try {
    await deliver(parcel);
  } catch (error) {
    if (isPassing(error) || asProblem(error).code === "not_signed_in") return false;
    comeBack(parcel, asProblem(error));
    return true;
  }
  takeOut(parcel);
  toast(i18n.t(`offline.sent.${parcel.kind}`));
  staleAfterSending(queries, parcel.conversationId);
  return true;
}

/** It stays where it waited, with the reason beside it, until its writer says what becomes of it. */
function comeBack(parcel: Parcel, { code, status, detail }: NonNullable<Parcel["refused"]>): void {
  const refused = { code, status, detail };
  putAway({ ...parcel, refused });
  toast.error(i18n.t(`offline.refused.${parcel.kind}`), {
    description: refusalText(refused).title,
    duration: 15_000,
    action: { label: i18n.t("offline.show"), onClick: () => draftsShown.set(true) },
  });
}

/** What is read anew once something was sent in a conversation. */
export function staleAfterSending(queries: QueryClient, conversationId: string): void {
  void pullDraft(conversationId);
  const params = { id: conversationId };
  for (const endpoint of [getConversation, listHappenings, listMessages, listLaterReplies])
    void queries.invalidateQueries({ queryKey: keyOf(endpoint, { params }) });
  void queries.invalidateQueries({ queryKey: keyOf(listDrafts) });
  void queries.invalidateQueries({ queryKey: [listPath] });
}

/**
 * Makes it a draft again, above what was written there since, or a draft of the conversation that its own was merged into.
 * Unchanged and where it was, it is the same request still, unless that was refused.
 */
export function backToDraft(parcel: Parcel, conversationId = parcel.conversationId): void {
  const { content, kind, what, key, base, refused } = parcel;
  takeOut(parcel);
  draftOf(conversationId).set((now) => {
    const began = isEmpty(now.reply) && isEmpty(now.note);
    const known = new Set(content.files.map(({ id }) => id));
    const files = [...content.files, ...now.files.filter(({ id }) => !known.has(id))];
    const next = began
      ? { ...now, ...content, dirty: true }
      : { ...now, tab: kind, [kind]: both(content[kind], now[kind]), files, dirty: true };
    const attempt = { what, key, of: JSON.stringify(contentOf(next)), base };
    const inDoubt = refused === null || refused.code === waitedTooLong;
    const same = began && inDoubt && conversationId === parcel.conversationId;
    return { ...next, attempt: same ? attempt : null };
  });
}

/** One text above the other; what stands in the other already is not said twice. */
function both(above: string, below: string): string {
  const [first, second] = [plainOf(above).trim(), plainOf(below).trim()];
  if (first.includes(second)) return above;
  return second.includes(first) ? below : asRich(above) + asRich(below);
}

let busy = false;

/** Tabs of one browser take turns; where they cannot, each at least does it once at a time. */
async function alone(run: () => Promise<void>): Promise<void> {
  if (busy) return;
  busy = true;
  try {
    if (navigator.locks)
      await navigator.locks.request("baton.parcels", { ifAvailable: true }, (lock) =>
        lock ? run() : undefined,
      );
    else await run();
  } finally {
    busy = false;
  }
}
