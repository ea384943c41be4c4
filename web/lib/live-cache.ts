import type { QueryClient } from "@tanstack/react-query";
import { type ConversationRow } from "../../shared/conversation-shape.ts";
import { getConversationRow } from "../../shared/conversations.ts";
import { listDrafts } from "../../shared/drafts.ts";
import { getLeadBoard, listLeadRows } from "../../shared/lead-board.ts";
import { me } from "../../shared/me.ts";
import { type Passing, passing } from "../../shared/passing.ts";
import { countSavedViews } from "../../shared/saved-views.ts";
import { announce } from "./announce.ts";
import { call } from "./call.ts";
import { coalescer } from "./coalesce.ts";
import { i18n } from "./i18n.ts";
import { countedAfter, mayEnterList } from "./live-lists.ts";
import { movedBy } from "./live-passing.ts";
import { dropRow, isListed, listPath, listsOnTheirWay, replaceRow, viewPath } from "./live-rows.ts";
import { staleAfter } from "./live-table.ts";
import { asProblem } from "./problem.ts";
import { keyOf } from "./query.ts";

/** The address of what a search that is looked at would find by now. */
export const newestFinds = "newest finds";

export interface LiveCache {
  hear(name: string, ids: Record<string, string>): void;
  /** Something shown moved on which is no event. */
  hearPassing(name: Passing): void;
  /** One's own draft changed on some device. */
  hearDraft(): void;
  /** What passed while nobody listened is told by nobody afterwards. */
  catchUp(): void;
  refreshAll(): void;
}

/** Turns events into as few requests as keep the cache true: a row rather than its list where that is enough. */
export function createLiveCache(
  queries: QueryClient,
  ask = (id: string) => call(getConversationRow, { params: { id } }),
): LiveCache {
  const stir = coalescer({ delay: 30, rest: () => 0 });
  // A list of many pages is asked for page by page, so it rests longer.
  const stirLists = coalescer({ delay: 60, rest: () => 250 * loadedPages(queries) });
  const invalidate = (queryKey: readonly unknown[]) =>
    queries.invalidateQueries({ queryKey, refetchType: "active" });
  const staleLists = () => stirLists("lists", () => invalidate([listPath]));

  // A view may ask about anything, so whatever happens to a conversation may bring it in or take it out.
  const stirViews = coalescer({ delay: 120, rest: () => 400 * loadedPages(queries) });
  const stirCounts = coalescer({ delay: 500, rest: () => 2000 });
  const staleViews = () => {
    stirViews("views", () => invalidate([viewPath]));
    stirCounts("counts", () => invalidate([countSavedViews.path]));
    stirCounts("search", () => invalidate([newestFinds]));
    stirCounts("lead", () => invalidate([getLeadBoard.path]));
    stirCounts("lead rows", () => invalidate([listLeadRows.path]));
  };

  async function freshRow(id: string, unlisted = false): Promise<ConversationRow | null> {
    // A list that was asked for before the event may answer after it, with the row as it was.
    await listsOnTheirWay(queries);
    if (!unlisted && !isListed(queries, id)) return null;
    try {
      const row = await ask(id);
      if (replaceRow(queries, row) === "moved") staleLists();
      return row;
    } catch (error) {
      if (asProblem(error).code === "not_found") dropRow(queries, id);
      else staleLists();
      return null;
    }
  }

  function hear(name: string, ids: Record<string, string>): void {
    for (const queryKey of staleAfter(name, ids)) stir(JSON.stringify(queryKey), () => invalidate(queryKey));

    const id = ids.conversationId;
    if (!id) return;
    staleViews();
    for (const path of countedAfter(name)) stirCounts(path, () => invalidate([path]));
    const listed = isListed(queries, id);
    if (!listed && mayEnterList(name)) staleLists();
    if (name === "message.received")
      stir(`row ${id}`, () => freshRow(id, true).then((row) => tell(queries, row)));
    else if (listed || listsOnTheirWay(queries)) stir(`row ${id}`, () => freshRow(id));
  }

  const hearPassing = (name: Passing) => {
    for (const path of movedBy[name]) stirCounts(path, () => invalidate([path]));
  };

  return {
    hear,
    hearPassing,
    hearDraft: () => stirCounts(listDrafts.path, () => invalidate([listDrafts.path])),
    catchUp: () => {
      for (const name of passing) hearPassing(name);
    },
    refreshAll: () => stirLists("all", () => queries.invalidateQueries({ refetchType: "active" })),
  };
}

/** Says aloud that a customer wrote to the one who holds their conversation. */
function tell(queries: QueryClient, row: ConversationRow | null): void {
  const mine = queries.getQueryData<{ id: string }>(keyOf(me))?.id;
  if (row?.holder && row.holder.id === mine)
    announce(i18n.t("live.customerWrote", { name: row.customer.name || row.customer.email }));
}

function loadedPages(queries: QueryClient): number {
  const cache = queries.getQueryCache();
  const active = [listPath, viewPath].flatMap((path) => cache.findAll({ queryKey: [path], type: "active" }));
  return active.reduce(
    (most, query) =>
      Math.max(most, (query.state.data as { pages?: unknown[] } | undefined)?.pages?.length ?? 1),
    1,
  );
}
