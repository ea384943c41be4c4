import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import {
  type Conversation,
  getConversation,
  listHappenings,
  listMessages,
  sendReply,
  writeNote,
} from "../../../shared/conversations.ts";
import { call } from "../../lib/call.ts";
import { listPath } from "../../lib/live-rows.ts";
import { keyOf } from "../../lib/query.ts";
import { useColleagues } from "../../people/people.ts";
import { toast } from "../../ui/Toast.tsx";
import { keepMessage } from "../thread/message.ts";
import { draftOf } from "./draft.ts";
import { mentionedIn } from "./mentions.ts";
import type { Then } from "./next-step.ts";
import { useTakeBack } from "./take-back.ts";

type Sending = { kind: "note" } | { kind: "reply"; next: Then };

/**
 * Sends what the draft holds. What fails stays in the draft, and sending the very same again carries the
 * same key, so that an answer lost on its way back never becomes two mails.
 */
export function useSend(conversation: Conversation, onSent: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const back = useTakeBack();
  const { agents } = useColleagues();
  const attempt = useRef({ what: "", key: "" });
  const params = { id: conversation.id };
  const draft = draftOf(conversation.id);

  function send(sending: Sending) {
    const { reply, note, cc, bcc, files } = draft.get();
    const fileIds = files.map(({ id }) => id);
    const what = JSON.stringify([sending, reply, note, cc, bcc, fileIds]);
    if (attempt.current.what !== what) attempt.current = { what, key: crypto.randomUUID() };
    const options = { idempotencyKey: attempt.current.key };

    if (sending.kind === "note")
      return call(
        writeNote,
        { params, body: { text: note, mentions: mentionedIn(note, agents), fileIds } },
        options,
      );
    // oxlint-disable-next-line unicorn/no-thenable -- the endpoint's own word for what comes next; nobody awaits a body
    const body = { text: reply, fileIds, then: sending.next, bcc: bcc ?? [], ...(cc && { cc }) };
    return call(sendReply, { params, body }, options);
  }

  return useMutation({
    mutationFn: send,
    onSuccess: (message, { kind }) => {
      attempt.current = { what: "", key: "" };
      keepMessage(queries, conversation.id, message);
      draft.set((before) => ({ ...before, [kind]: "", files: [], cc: null, bcc: null }));
      onSent();
      if (message.undoUntil)
        toast(t("composer.sent"), {
          duration: message.undoUntil.getTime() - message.at.getTime(),
          action: { label: t("conversations.takeBack"), onClick: () => back.mutate(message.id) },
        });
      for (const endpoint of [getConversation, listHappenings, listMessages])
        void queries.invalidateQueries({ queryKey: keyOf(endpoint, { params }) });
      if (kind === "reply") void queries.invalidateQueries({ queryKey: [listPath] });
    },
  });
}
