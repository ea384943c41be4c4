import type { InfiniteData, QueryClient, QueryFilters } from "@tanstack/react-query";
import { type ConversationRow } from "../../shared/conversation-shape.ts";
import type { Page } from "../../shared/page.ts";
import { listViewConversations } from "../../shared/saved-views.ts";
import { listConversations } from "../../shared/views.ts";

/** Where the cache keeps every list of conversations. */
export const listPath = listConversations.path;
/** And every list of a view that somebody made. */
export const viewPath = listViewConversations.path;

type Rows = InfiniteData<Page<ConversationRow>, string>;

/** Lists that go on page by page; a single page asked for by itself shows no rows. */
const lists: QueryFilters = {
  predicate: ({ queryKey }) =>
    (queryKey[0] === listPath || queryKey[0] === viewPath) && queryKey.at(-1) === "pages",
};

/** Whether a list needs more than the new row: `moved` when it may stand elsewhere or nowhere now. */
export type Fit = "absent" | "same" | "moved";

/** Puts a row into every list that shows it and says whether its place may have changed. */
export function replaceRow(queries: QueryClient, row: ConversationRow): Fit {
  let fit: Fit = "absent";
  queries.setQueriesData<Rows>(lists, (data) => {
    const before = data && findRow(data, row.id);
    if (!data || !before) return data;
    if (fit !== "moved") fit = place(before) === place(row) ? "same" : "moved";
    // What a view shows of the company's own fields is not in the row; its list is asked again by itself.
    return mapRows(data, (other) => (other.id === row.id ? { ...other, ...row } : other));
  });
  return fit;
}

/** Takes a conversation that may no longer be seen out of every list. */
export function dropRow(queries: QueryClient, id: string): void {
  queries.setQueriesData<Rows>(lists, (data) => {
    if (!data || !findRow(data, id)) return data;
    return {
      ...data,
      pages: data.pages.map((page) => ({ ...page, items: page.items.filter((row) => row.id !== id) })),
    };
  });
}

/** True when some list in the cache shows it. */
export function isListed(queries: QueryClient, id: string): boolean {
  return queries.getQueriesData<Rows>(lists).some(([, data]) => data && findRow(data, id));
}

/** Until the lists that are being asked for now have answered, or could not; null while none is. */
export function listsOnTheirWay(queries: QueryClient): Promise<unknown> | null {
  const asked = queries.getQueryCache().findAll({ ...lists, fetchStatus: "fetching" });
  return asked.length === 0 ? null : Promise.allSettled(asked.flatMap(({ promise }) => promise ?? []));
}

function findRow(data: Rows, id: string): ConversationRow | undefined {
  for (const page of data.pages) {
    const row = page.items.find((item) => item.id === id);
    if (row) return row;
  }
  return undefined;
}

function mapRows(data: Rows, change: (row: ConversationRow) => ConversationRow): Rows {
  return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}

/** Everything that decides which lists hold a row, and where. */
function place(row: ConversationRow): string {
  return JSON.stringify([
    row.state,
    row.holder?.id,
    row.team?.id,
    row.promise?.dueAt,
    row.promise?.brokenAt,
    row.offeredTo,
    row.snoozedUntil,
    row.escalatedTo,
    row.resolvedAt,
  ]);
}
