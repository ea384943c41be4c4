import { useQuery } from "@tanstack/react-query";
import { listSavedViews } from "../../../shared/saved-views.ts";
import { queryOf } from "../../lib/query.ts";

/** Names of the views one may see that ask for something, or show it: a field by `field.<id>`, a tag by its name. */
export function useViewsNaming(what: string): string[] {
  const { data } = useQuery(queryOf(listSavedViews, {}));
  const quoted = JSON.stringify(what);
  return (data?.items ?? [])
    .filter(({ condition, columns }) => JSON.stringify([condition, columns]).includes(quoted))
    .map(({ name }) => name);
}
