import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { asProblem } from "../../lib/problem.ts";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { conversationQuery, keepConversation } from "../conversation.ts";
import { type DetailName, wrongDetail } from "./open-detail.ts";

interface Change {
  name: DetailName;
  /** How the conversation looks with it. */
  patch: Partial<Conversation>;
  run: () => Promise<Conversation>;
}

/** Changes a detail: seen at once, put back with the reason at its row when it is refused. */
export function useChange(conversationId: string): (change: Change) => void {
  const queries = useQueryClient();
  const key = conversationQuery(conversationId).queryKey;
  const changing = useMutation({
    mutationFn: ({ run }: Change) => run(),
    onMutate: async ({ patch }) => {
      wrongDetail.set(null);
      await queries.cancelQueries({ queryKey: key });
      const before = queries.getQueryData(key);
      queries.setQueryData(key, (known) => known && { ...known, ...patch });
      return before;
    },
    onSuccess: (conversation) => keepConversation(queries, conversation),
    onError: (error, { name, patch }, before) => {
      // Only what was tried goes back: the rest may have changed meanwhile.
      const tried = Object.keys(patch) as (keyof Conversation)[];
      const old = before && Object.fromEntries(tried.map((one) => [one, before[one]]));
      queries.setQueryData(key, (known) => known && { ...known, ...old });
      const { title, remedy } = problemText(asProblem(error));
      wrongDetail.set({ conversationId, name, text: `${title} ${remedy}`.trim() });
      toast.error(title, { description: remedy });
    },
  });
  return changing.mutate;
}
