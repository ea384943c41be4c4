import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Conversation } from "../../shared/conversation-shape.ts";
import { getConversation } from "../../shared/conversations.ts";
import { listMessages } from "../../shared/messages.ts";
import { countViews } from "../../shared/views.ts";
import { listPath, replaceRow } from "../lib/live-rows.ts";
import { asProblem } from "../lib/problem.ts";
import { keyOf, pagesOf, queryOf } from "../lib/query.ts";
import { problemText } from "../ui/problem-text.ts";
import { toast } from "../ui/Toast.tsx";

export const conversationQuery = (id: string) => queryOf(getConversation, { params: { id } });

export const messagesQuery = (id: string) => pagesOf(listMessages, { params: { id } });

/** Shows at once what the server answered; others hear of it by the event, and so do we once more. */
export function keepConversation(queries: QueryClient, conversation: Conversation): void {
  queries.setQueryData(conversationQuery(conversation.id).queryKey, conversation);
  if (replaceRow(queries, conversation) !== "same") void queries.invalidateQueries({ queryKey: [listPath] });
  void queries.invalidateQueries({ queryKey: keyOf(countViews) });
}

interface Act {
  run: () => Promise<Conversation>;
  /** Said when it is done. */
  done?: string;
  undo?: { label: string; run: () => void };
}

/** Does something to a conversation; what fails is said, and nothing on the screen pretends otherwise. */
export function useAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ run }: Act) => run(),
    onSuccess: (conversation, { done, undo }) => {
      keepConversation(queries, conversation);
      if (done) toast(done, undo && { action: { label: undo.label, onClick: undo.run } });
    },
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
  });
}
