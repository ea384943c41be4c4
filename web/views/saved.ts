import { useQuery } from "@tanstack/react-query";
import type { SavedView } from "../../shared/saved-views.ts";
import { countSavedViews, listSavedViews } from "../../shared/saved-views.ts";
import { queryOf } from "../lib/query.ts";
import { createStore } from "../lib/store.ts";

export const savedViewsQuery = queryOf(listSavedViews, {});
export const savedCountsQuery = queryOf(countSavedViews, {});

/** Built-in views have names, those that people made have ids. */
export const isSavedView = (view: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(view);

/** A view that somebody made: undefined while it is asked for, null when it is not there. */
export function useSavedView(view: string): SavedView | null | undefined {
  const { data } = useQuery({ ...savedViewsQuery, enabled: isSavedView(view) });
  return data && (data.items.find(({ id }) => id === view) ?? null);
}

/** What is open of the views: the editor of a new or an old one, a question before one goes, or their order. */
export type OpenView =
  | { what: "edit"; view: SavedView }
  | {
      what: "new";
      from?: Partial<Pick<SavedView, "name" | "condition" | "columns" | "sort" | "scope" | "teamId">>;
    }
  | { what: "remove"; view: SavedView }
  | { what: "arrange" };

export const openView = createStore<OpenView | null>(null);

/** A new view like this one, for oneself until one says otherwise. */
export function copyOf({ condition, columns, sort }: SavedView, name: string): OpenView {
  return { what: "new", from: { name, condition, columns, sort } };
}
