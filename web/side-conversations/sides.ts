import { useQuery } from "@tanstack/react-query";
import {
  getSide,
  listMySides,
  listSideMessages,
  listSides,
  type SideConversation,
} from "../../shared/side-conversations.ts";
import { queryOf } from "../lib/query.ts";
import { useAct } from "../ui/use-act.ts";

/** The side conversations of a conversation; empty until they are here. */
export function useSides(conversationId: string): readonly SideConversation[] {
  const { data } = useQuery(queryOf(listSides, { params: { id: conversationId } }));
  return data?.items ?? [];
}

/** Those that wait for an answer of mine or my teams', at most 50. */
export const askedOfMe = queryOf(listMySides, { query: { of: "asked", state: "open", limit: 50 } });

/** Does something to side conversations. */
export const useSideAct = () => useAct(listSides, listMySides, getSide, listSideMessages);
