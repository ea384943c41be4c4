import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getConversation } from "../../../shared/conversations.ts";
import { listHappenings } from "../../../shared/happenings.ts";
import { listMessages } from "../../../shared/messages.ts";
import { type TakenBack, takeReplyBack } from "../../../shared/replies.ts";
import { countViews } from "../../../shared/views.ts";
import { call } from "../../lib/call.ts";
import { listPath } from "../../lib/live-rows.ts";
import { asProblem } from "../../lib/problem.ts";
import { keyOf } from "../../lib/query.ts";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { draftOf } from "./draft.ts";
import { asRich, isEmpty, richOf } from "./rich-text.ts";

/** Takes a reply back before it leaves; its words, readers and files stand in the composer again. */
export function useTakeBack() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (messageId: string) => call(takeReplyBack, { params: { id: messageId } }),
    onSuccess: (back) => {
      putBack(back);
      const params = { id: back.conversationId };
      for (const endpoint of [getConversation, listHappenings, listMessages])
        void queries.invalidateQueries({ queryKey: keyOf(endpoint, { params }) });
      void queries.invalidateQueries({ queryKey: keyOf(countViews) });
      void queries.invalidateQueries({ queryKey: [listPath] });
    },
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
  });
}

/** What one began to write meanwhile stays, below what came back. */
function putBack({ conversationId, text, html, cc, bcc, files, draft, ...along }: TakenBack): void {
  draftOf(conversationId).set((before) => ({
    ...before,
    tab: "reply",
    reply: (html ?? richOf(text)) + (isEmpty(before.reply) ? "" : asRich(before.reply)),
    cc,
    bcc: bcc.length > 0 ? bcc : null,
    files: [...files, ...before.files],
    actions: [...along.actions, ...before.actions],
    macroIds: [...along.macroIds, ...before.macroIds],
    base: draft,
    dirty: true,
  }));
}
