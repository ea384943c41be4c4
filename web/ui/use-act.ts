import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Endpoint } from "../../shared/endpoint.ts";
import { asProblem } from "../lib/problem.ts";
import { problemText } from "./problem-text.ts";
import { toast } from "./Toast.tsx";

interface Act {
  run: () => Promise<unknown>;
  /** What was done, in a sentence; left out where `run` says it. */
  done?: string;
}

/** Does something at once and says what happened; the lists it changes are asked for again also when not live. */
export function useAct(...lists: Pick<Endpoint, "path">[]) {
  const renew = useRenew(...lists);
  return useMutation({
    mutationFn: ({ run }: Act) => run(),
    onSuccess: (_, { done }) => {
      if (done) toast(done);
    },
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
    onSettled: renew,
  });
}

/** Asks for these reads again, whatever they were asked with. */
export function useRenew(...lists: Pick<Endpoint, "path">[]): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { path } of lists) void queries.invalidateQueries({ queryKey: [path] });
  };
}
