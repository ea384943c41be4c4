import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { getConversation } from "../../../shared/conversations.ts";
import { listDrafts, listLaterReplies } from "../../../shared/drafts.ts";
import { listHappenings } from "../../../shared/happenings.ts";
import { listMessages } from "../../../shared/messages.ts";
import { sendReply, writeNote } from "../../../shared/replies.ts";
import { call } from "../../lib/call.ts";
import { listPath } from "../../lib/live-rows.ts";
import { asProblem, isPassing } from "../../lib/problem.ts";
import { keyOf } from "../../lib/query.ts";
import { spokenTime } from "../../lib/time.ts";
import { useColleagues } from "../../people/people.ts";
import { toast } from "../../ui/Toast.tsx";
import { keepMessage } from "../thread/message.ts";
import { contentOf, draftOf } from "./draft.ts";
import { pullDraft, whileSending } from "./draft-sync.ts";
import { mentionedIn } from "./mentions.ts";
import type { Then } from "./next-step.ts";
import { asRich } from "./rich-text.ts";
import { useTakeBack } from "./take-back.ts";

export type Sending = { kind: "note" } | { kind: "reply"; next: Then; sendAt?: Date | undefined };

/** What stands in the field as the endpoint takes it. */
const worded = (text: string) => ({ html: asRich(text) });

/**
 * Sends what the draft holds. What fails stays in the draft, and sending the very same again carries the
 * same key, so that an answer lost on its way back never becomes two mails.
 */
export function useSend(conversation: Conversation) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const back = useTakeBack();
  const { agents } = useColleagues();
  const params = { id: conversation.id };
  const draft = draftOf(conversation.id);

  function send(sending: Sending) {
    const now = draft.get();
    const { reply, note, cc, bcc, files, after, actions, macroIds } = now;
    const fileIds = files.map(({ id }) => id);
    const what = JSON.stringify([sending, reply, note, cc, bcc, fileIds, after, actions, macroIds]);
    const fresh = { what, key: crypto.randomUUID(), of: JSON.stringify(contentOf(now)), base: now.base };
    const { key, base } = now.attempt?.what === what ? now.attempt : fresh;
    if (key === fresh.key) draft.set((before) => ({ ...before, attempt: fresh }));
    const options = { idempotencyKey: key };
    const written = { fileIds, ...(base && { draft: base }) };

    if (sending.kind === "note") {
      const mentions = mentionedIn(note, agents);
      return call(writeNote, { params, body: { ...worded(note), ...written, mentions } }, options);
    }
    const { next, sendAt } = sending;
    const readers = { bcc: bcc ?? [], ...(cc && { cc }) };
    const times = { ...(after && { after }), ...(sendAt && { sendAt }) };
    // oxlint-disable-next-line unicorn/no-thenable -- the endpoint's own word for what comes next; nobody awaits a body
    const body = { ...worded(reply), ...written, ...readers, ...times, actions, macroIds, then: next };
    return call(sendReply, { params, body }, options);
  }

  return useMutation({
    mutationFn: (sending: Sending) => whileSending(conversation.id, () => send(sending)),
    onSuccess: (message, { kind }) => {
      const plain = { cc: null, bcc: null, step: null, after: null, attempt: null };
      const none = { ...plain, actions: [], macroIds: [] };
      draft.set((before) => ({ ...before, ...none, [kind]: "", files: [], base: null, dirty: false }));
      void pullDraft(conversation.id);
      if (!message.scheduledFor) keepMessage(queries, conversation.id, message);
      if (message.scheduledFor)
        toast(t("later.kept", { when: spokenTime(message.scheduledFor, new Date()) }));
      if (message.undoUntil)
        toast(t("composer.sent"), {
          duration: message.undoUntil.getTime() - message.at.getTime(),
          action: { label: t("conversations.takeBack"), onClick: () => back.mutate(message.id) },
        });
      for (const endpoint of [getConversation, listHappenings, listMessages, listLaterReplies])
        void queries.invalidateQueries({ queryKey: keyOf(endpoint, { params }) });
      void queries.invalidateQueries({ queryKey: keyOf(listDrafts) });
      if (kind === "reply") void queries.invalidateQueries({ queryKey: [listPath] });
    },
    onError: (error) => {
      // Refused: it has not arrived, and is a draft like any other.
      if (!isPassing(error)) draft.set((before) => ({ ...before, attempt: null }));
      if (asProblem(error).code === "answered_meanwhile")
        void queries.invalidateQueries({ queryKey: keyOf(listMessages, { params }) });
    },
  });
}
