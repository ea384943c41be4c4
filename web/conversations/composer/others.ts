import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "../../../shared/conversations.ts";
import { listInboxes } from "../../../shared/email.ts";
import { queryOf } from "../../lib/query.ts";
import { messagesQuery } from "../conversation.ts";

/** Whom else the customer's last mail was written to (its To and Cc), without us and without those who take part already. */
export function useOthers({ id, participants }: Conversation): string[] {
  const { data } = useInfiniteQuery(messagesQuery(id));
  const { data: inboxes } = useQuery(queryOf(listInboxes, {}));
  return useMemo(() => {
    const messages = data?.pages.toReversed().flatMap((page) => page.items) ?? [];
    const last = messages.findLast(({ direction }) => direction === "in");
    if (!last || !inboxes) return [];
    const known = new Set(
      [
        last.author.address,
        ...participants.map(({ email }) => email),
        ...inboxes.items.map(({ address }) => address),
      ].map((address) => address?.toLowerCase()),
    );
    const written = [...last.to, ...last.cc].map(({ address }) => address.toLowerCase());
    return [...new Set(written)].filter((address) => address.includes("@") && !known.has(address));
  }, [data, inboxes, participants]);
}
