import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { listMySides, listSides, type SideConversation } from "../../shared/side-conversations.ts";
import { asProblem } from "../lib/problem.ts";
import { queryOf } from "../lib/query.ts";
import { problemText } from "../ui/problem-text.ts";
import { toast } from "../ui/Toast.tsx";

/** The side conversations of a conversation; empty until they are here. */
export function useSides(conversationId: string): readonly SideConversation[] {
  const { data } = useQuery(queryOf(listSides, { params: { id: conversationId } }));
  return data?.items ?? [];
}

/** Those that wait for an answer of mine or my teams', at most 50. */
export const askedOfMe = queryOf(listMySides, { query: { of: "asked", state: "open", limit: 50 } });

/** Does something to side conversations; what fails is said, and what is shown is asked for again also when not live. */
export function useSideAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ run }: { run: () => Promise<unknown>; done?: string }) => run(),
    onSuccess: (_, { done }) => {
      if (done) toast(done);
    },
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
    onSettled: () =>
      queries.invalidateQueries({
        predicate: ({ queryKey: [path] }) => typeof path === "string" && path.includes("/side-conversations"),
      }),
  });
}
