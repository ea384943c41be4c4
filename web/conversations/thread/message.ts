import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { listMessages, type Message } from "../../../shared/messages.ts";
import type { Page } from "../../../shared/page.ts";
import { asProblem } from "../../lib/problem.ts";
import { keyOf } from "../../lib/query.ts";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { messagesQuery } from "../conversation.ts";

/** Shows a message that the server just answered with: in its place, or as the newest. */
export function keepMessage(queries: QueryClient, conversationId: string, message: Message): void {
  queries.setQueryData<InfiniteData<Page<Message>, string>>(
    messagesQuery(conversationId).queryKey,
    (data) => {
      if (!data) return data;
      const known = data.pages.some((page) => page.items.some(({ id }) => id === message.id));
      const pages = data.pages.map((page, index) => {
        if (known)
          return { ...page, items: page.items.map((one) => (one.id === message.id ? message : one)) };
        return index === 0 ? { ...page, items: [...page.items, message] } : page;
      });
      return { ...data, pages };
    },
  );
}

/** Does something to one message and reads the thread again. */
export function useMessageAct(conversationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () =>
      queries.invalidateQueries({ queryKey: keyOf(listMessages, { params: { id: conversationId } }) }),
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
  });
}
