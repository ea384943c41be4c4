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
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { leaving, type Parcel, parcels, readParcels, takeOut } from "../drafts/parcels.ts";
import { contentOf, draftOf } from "./draft.ts";
import { pullDraft } from "./draft-sync.ts";
import { asRich, isEmpty } from "./rich-text.ts";

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
      if (parcel.by !== me) continue;
      leaving.set(parcel.key);
      const goesOn = await tryParcel(queries, parcel).finally(() => leaving.set(null));
      if (!goesOn) return;
    }
  });
}

async function tryParcel(queries: QueryClient, parcel: Parcel): Promise<boolean> {
  if (Date.now() - parcel.at > tooOld) {
    backToDraft(parcel);
    toast.error(i18n.t("offline.tooOld"), { duration: 15_000 });
    return true;
  }
  try {
    await deliver(parcel);
  } catch (error) {
    if (isPassing(error) || asProblem(error).code === "not_signed_in") return false;
    backToDraft(parcel, false);
    const { title } = problemText(asProblem(error));
    toast.error(title, { description: i18n.t("offline.draftAgain"), duration: 15_000 });
    return true;
  }
  takeOut(parcel);
  toast(i18n.t(`offline.sent.${parcel.kind}`));
  staleAfterSending(queries, parcel.conversationId);
  return true;
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

/** Makes it a draft again, above what was written there since; sent unchanged it is the same request still. */
export function backToDraft(parcel: Parcel, inDoubt = true): void {
  const { content, kind, what, key, base } = parcel;
  takeOut(parcel);
  draftOf(parcel.conversationId).set((now) => {
    const began = isEmpty(now.reply) && isEmpty(now.note);
    const words = isEmpty(now[kind]) ? content[kind] : asRich(content[kind]) + asRich(now[kind]);
    const next = began
      ? { ...now, ...content, dirty: true }
      : { ...now, tab: kind, [kind]: words, files: [...content.files, ...now.files], dirty: true };
    const attempt = { what, key, of: JSON.stringify(contentOf(next)), base };
    return { ...next, attempt: inDoubt && began ? attempt : null };
  });
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
