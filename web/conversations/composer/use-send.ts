import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { listMessages } from "../../../shared/messages.ts";
import { sendReply, writeNote } from "../../../shared/replies.ts";
import { asProblem, isPassing } from "../../lib/problem.ts";
import { keyOf } from "../../lib/query.ts";
import { spokenTime } from "../../lib/time.ts";
import { useColleagues, useMe } from "../../people/people.ts";
import { toast } from "../../ui/Toast.tsx";
import { type Parcel, putAway } from "../drafts/parcels.ts";
import { keepMessage } from "../thread/message.ts";
import { contentOf, draftOf } from "./draft.ts";
import { whileSending } from "./draft-sync.ts";
import { mentionedIn } from "./mentions.ts";
import type { Then } from "./next-step.ts";
import { deliver, staleAfterSending } from "./parcel.ts";
import { asRich } from "./rich-text.ts";
import { useTakeBack } from "./take-back.ts";

export type Sending = { kind: "note" } | { kind: "reply"; next: Then; sendAt?: Date | undefined };

/** What stands in the field as the endpoint takes it. */
const worded = (text: string) => ({ html: asRich(text) });

/**
 * Sends what the draft holds. While nobody can be reached it waits in this browser and goes by itself; what is refused stays
 * in the draft. The very same again carries the same key, so that an answer lost on its way back never becomes two mails.
 */
export function useSend(conversation: Conversation) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const back = useTakeBack();
  const { agents } = useColleagues();
  const me = useMe().id;
  const conversationId = conversation.id;
  const draft = draftOf(conversationId);

  function pack(sending: Sending): Parcel {
    const now = draft.get();
    const { reply, note, cc, bcc, files, after, actions, macroIds } = now;
    const fileIds = files.map(({ id }) => id);
    const what = JSON.stringify([sending, reply, note, cc, bcc, fileIds, after, actions, macroIds]);
    const fresh = { what, key: crypto.randomUUID(), of: JSON.stringify(contentOf(now)), base: now.base };
    const { key, base } = now.attempt?.what === what ? now.attempt : fresh;
    if (key === fresh.key) draft.set((before) => ({ ...before, attempt: fresh }));
    const kept = { content: contentOf(now), what, base, at: Date.now(), refused: null };
    const parcel = { key, by: me, conversationId, ...kept };
    const written = { fileIds, ...(base && { draft: base }) };

    if (sending.kind === "note") {
      const mentions = mentionedIn(note, agents);
      const body = z.encode(writeNote.body, { ...worded(note), ...written, mentions });
      return { ...parcel, kind: "note", body };
    }
    const { next, sendAt } = sending;
    const readers = { bcc: bcc ?? [], ...(cc && { cc }) };
    const times = { ...(after && { after }), ...(sendAt && { sendAt }) };
    // oxlint-disable-next-line unicorn/no-thenable -- the endpoint's own word for what comes next; nobody awaits a body
    const body = { ...worded(reply), ...written, ...readers, ...times, actions, macroIds, then: next };
    return { ...parcel, kind: "reply", body: z.encode(sendReply.body, body) };
  }

  /** Null when it waits for the line; without room for it here the text stays where it is. */
  async function send(sending: Sending) {
    const parcel = pack(sending);
    try {
      return await deliver(parcel);
    } catch (error) {
      if (isPassing(error) && putAway(parcel)) return null;
      throw error;
    }
  }

  return useMutation({
    mutationFn: (sending: Sending) => whileSending(conversationId, () => send(sending)),
    onSuccess: (message, { kind }) => {
      const plain = { cc: null, bcc: null, step: null, after: null, attempt: null };
      const none = { ...plain, actions: [], macroIds: [] };
      draft.set((before) => ({ ...before, ...none, [kind]: "", files: [], base: null, dirty: false }));
      if (!message) return;
      if (!message.scheduledFor) keepMessage(queries, conversationId, message);
      if (message.scheduledFor)
        toast(t("later.kept", { when: spokenTime(message.scheduledFor, new Date()) }));
      if (message.undoUntil)
        toast(t("composer.sent"), {
          duration: message.undoUntil.getTime() - message.at.getTime(),
          action: { label: t("conversations.takeBack"), onClick: () => back.mutate(message.id) },
        });
      staleAfterSending(queries, conversationId);
    },
    onError: (error) => {
      // Refused: it has not arrived, and is a draft like any other.
      if (!isPassing(error)) draft.set((before) => ({ ...before, attempt: null }));
      if (asProblem(error).code === "answered_meanwhile")
        void queries.invalidateQueries({
          queryKey: keyOf(listMessages, { params: { id: conversationId } }),
        });
    },
  });
}
