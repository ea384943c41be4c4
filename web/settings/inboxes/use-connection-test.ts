import { type UseMutationResult, useMutation } from "@tanstack/react-query";
import { listInboxes, testInbox } from "../../../shared/email.ts";
import type { Reply } from "../../../shared/endpoint.ts";
import { call } from "../../lib/call.ts";
import { useRenew } from "../parts/use-act.ts";

export type Tested = Reply<typeof testInbox>["steps"];
export type ConnectionTest = UseMutationResult<Tested, Error, void>;

/** Tries an inbox's servers; what it finds may also end or begin a trouble. */
export function useConnectionTest(inboxId: string): ConnectionTest {
  const renew = useRenew(listInboxes);
  return useMutation({
    mutationFn: async () => (await call(testInbox, { params: { id: inboxId } })).steps,
    onSettled: renew,
  });
}
