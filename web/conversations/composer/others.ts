import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { listInboxes } from "../../../shared/email.ts";
import type { Message } from "../../../shared/messages.ts";
import { queryOf } from "../../lib/query.ts";
import { messagesQuery } from "../conversation.ts";

type Written = Pick<Message, "direction" | "author" | "to" | "cc">;

/** Whom else the customer's last mail was written to (its To and Cc), without its writer and those who are `known`. */
export function othersOf(messages: readonly Written[], known: readonly (string | null)[]): string[] {
  const last = messages.findLast(({ direction }) => direction === "in");
  if (!last) return [];
  const without = new Set([last.author.address, ...known].map((address) => address?.toLowerCase()));
  const written = [...last.to, ...last.cc].map(({ address }) => address.toLowerCase());
  return [...new Set(written)].filter((address) => address.includes("@") && !without.has(address));
}

/** The same for a conversation on the screen: neither us nor whoever takes part already. */
export function useOthers({ id, participants }: Conversation): string[] {
  const { data } = useInfiniteQuery(messagesQuery(id));
  const { data: inboxes } = useQuery(queryOf(listInboxes, {}));
  return useMemo(() => {
    if (!inboxes) return [];
    const messages = data?.pages.toReversed().flatMap((page) => page.items) ?? [];
    const ours = inboxes.items.map(({ address }) => address);
    return othersOf(messages, [...participants.map(({ email }) => email), ...ours]);
  }, [data, inboxes, participants]);
}
