import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { listInboxes } from "../../shared/email.ts";
import type { Permission } from "../../shared/permissions.ts";
import { listConversations } from "../../shared/views.ts";
import { queryOf } from "../lib/query.ts";
import { remembered } from "../lib/remembered.ts";
import { useStore } from "../lib/store.ts";
import { agentsQuery, mayAs, useMe } from "./people.ts";

/** True once somebody put the list away in this browser. */
export const welcomeDone = remembered("welcome-done", z.boolean(), false);

export interface WelcomeStep {
  id: "inbox" | "colleague" | "answer";
  to: string;
  done: boolean;
}

/** The first steps of a new workspace, ticked from what is really there. */
export function useWelcome(): { data: WelcomeStep[]; shown: boolean } {
  const { role, permissions } = useMe();
  const putAway = useStore(welcomeDone);
  const enabled = mayAs(role, "admin") && !putAway;
  const inboxes = useQuery({ ...queryOf(listInboxes, {}), enabled });
  const agents = useQuery({ ...agentsQuery, enabled });
  const resolved = useQuery({
    ...queryOf(listConversations, { query: { view: "resolved", limit: 1 } }),
    enabled,
  });
  const waiting = useQuery({
    ...queryOf(listConversations, { query: { view: "waiting", limit: 1 } }),
    enabled,
  });
  const answered = (resolved.data?.items.length ?? 0) + (waiting.data?.items.length ?? 0) > 0;

  const steps: (WelcomeStep & { needs?: Permission })[] = [
    {
      id: "inbox",
      needs: "mail.inboxes",
      to: "/settings/inboxes",
      done: Boolean(inboxes.data?.items.some(({ imap, smtp }) => imap ?? smtp)),
    },
    { id: "colleague", needs: "people.manage", to: "/settings/people", done: (agents.data?.length ?? 1) > 1 },
    { id: "answer", to: "/inbox/all", done: answered },
  ];
  const data = steps.filter(({ needs }) => !needs || permissions.includes(needs));
  return { data, shown: enabled && data.some(({ done }) => !done) };
}
