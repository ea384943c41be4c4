import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "../people/people.ts";
import { savedViewsQuery } from "./saved.ts";

/** Where one begins: the view that is set for one's role, or one's own conversations. */
export async function firstView(queries: QueryClient): Promise<string> {
  try {
    const [{ role }, { items }] = await Promise.all([
      queries.ensureQueryData(meQuery),
      queries.ensureQueryData(savedViewsQuery),
    ]);
    return items.find(({ defaultFor }) => defaultFor.includes(role))?.id ?? "mine";
  } catch {
    return "mine";
  }
}
