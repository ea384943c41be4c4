import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { getFirstSteps } from "../../shared/first-steps.ts";
import type { Permission } from "../../shared/permissions.ts";
import { queryOf } from "../lib/query.ts";
import { remembered } from "../lib/remembered.ts";
import { useStore } from "../lib/store.ts";
import { mayAs, useMe } from "./people.ts";

/** True once somebody put the list away in this browser. */
export const welcomeDone = remembered("welcome-done", z.boolean(), false);

export interface WelcomeStep {
  id: "inbox" | "colleague" | "answer";
  to: string;
  done: boolean;
}

/** The first steps of a new workspace, ticked from what its people did. */
export function useWelcome(): { data: WelcomeStep[]; shown: boolean } {
  const { role, permissions } = useMe();
  const putAway = useStore(welcomeDone);
  const enabled = mayAs(role, "admin") && !putAway;
  const { data: done } = useQuery({ ...queryOf(getFirstSteps, {}), enabled });
  const steps: (WelcomeStep & { needs?: Permission })[] = [
    { id: "inbox", needs: "mail.inboxes", to: "/settings/inboxes", done: done?.inbox ?? false },
    { id: "colleague", needs: "people.manage", to: "/settings/people", done: done?.colleague ?? false },
    { id: "answer", to: "/inbox/all", done: done?.answer ?? false },
  ];
  const data = steps.filter(({ needs }) => !needs || permissions.includes(needs));
  return { data, shown: enabled && done !== undefined && data.some(({ done }) => !done) };
}
