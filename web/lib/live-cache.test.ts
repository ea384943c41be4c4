import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type ConversationRow } from "../../shared/conversation-shape.ts";
import { getConversation } from "../../shared/conversations.ts";
import { events } from "../../shared/events.ts";
import { listConversations } from "../../shared/views.ts";
import { createLiveCache } from "./live-cache.ts";
import { staleAfter } from "./live-table.ts";
import { ProblemError } from "./problem.ts";
import { keyOf, pagesOf } from "./query.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const listKey = pagesOf(listConversations, { query: { view: "mine" } }).queryKey;
const later = new Date("2026-05-01T10:00:00Z");

function row(change: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id,
    number: 1,
    subject: "Lamp",
    preview: "old words",
    state: "open",
    priority: "normal",
    tags: [],
    statusId: null,
    topicId: null,
    rootCauseId: null,
    inboxId: id,
    customer: { id, name: "Ana", email: null },
    holder: { id, name: "Mara" },
    team: null,
    promise: { id, kind: "next_step", text: "Answer", dueAt: later, brokenAt: null },
    offeredTo: null,
    snoozedUntil: null,
    customerSpokeLast: true,
    escalatedTo: null,
    lastMessageAt: later,
    createdAt: later,
    resolvedAt: null,
    ...change,
  } as ConversationRow;
}

function scene(answer: (id: string) => Promise<ConversationRow>) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const list = vi.fn<() => Promise<unknown>>(async () => ({
    pages: [{ items: [row()], next: null }],
    pageParams: [""],
  }));
  const ask = vi.fn<(id: string) => Promise<ConversationRow>>(answer);
  queries.setQueryData(listKey, { pages: [{ items: [row()], next: null }], pageParams: [""] });
  const stop = new QueryObserver(queries, {
    queryKey: listKey as readonly unknown[],
    queryFn: list,
  }).subscribe(() => {});
  const rows = () => queries.getQueryData(listKey)?.pages[0]?.items;
  return { queries, list, ask, rows, stop, live: createLiveCache(queries, ask) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("new words of a listed conversation replace its row and leave the list alone", async () => {
  const { live, ask, list, rows } = scene(async () => row({ preview: "new words" }));
  for (let time = 0; time < 5; time++) live.hear("message.received", { conversationId: id });
  await vi.advanceTimersByTimeAsync(500);

  expect(rows()?.[0]?.preview).toBe("new words");
  expect(ask).toHaveBeenCalledOnce();
  expect(list).not.toHaveBeenCalled();
});

test("a row whose place may have changed has its list asked for again, once", async () => {
  const { live, list } = scene(async () => row({ promise: null, state: "resolved" }));
  live.hear("conversation.resolved", { conversationId: id });
  live.hear("promise.kept", { conversationId: id });
  await vi.advanceTimersByTimeAsync(200);

  expect(list).toHaveBeenCalledOnce();
});

test("a conversation that may no longer be seen leaves the list", async () => {
  const { live, rows } = scene(() => Promise.reject(new ProblemError("not_found", 404)));
  live.hear("conversation.assigned", { conversationId: id });
  await vi.advanceTimersByTimeAsync(40);

  expect(rows()).toEqual([]);
});

test("an unlisted conversation asks for no row, and for the list only where it can enter it", async () => {
  const other = "01890a5d-ac96-774b-bcce-b302099a8058";
  const { live, ask, list } = scene(async () => row());
  live.hear("note.written", { conversationId: other });
  await vi.advanceTimersByTimeAsync(500);
  expect(list).not.toHaveBeenCalled();

  live.hear("conversation.started", { conversationId: other });
  await vi.advanceTimersByTimeAsync(500);
  expect(list).toHaveBeenCalledOnce();
  expect(ask).not.toHaveBeenCalled();
});

test("a list that was asked for before something happened and answers after it takes nothing back", async () => {
  const other = "01890a5d-ac96-774b-bcce-b302099a8058";
  const now = [row({ subject: "Now" }), row({ id: other, subject: "Now" })];
  const { live, list, rows } = scene((id) => Promise.resolve(now.find((one) => one.id === id) ?? row()));
  const asked = Promise.withResolvers<unknown>();
  list.mockImplementationOnce(() => asked.promise);
  live.hear("conversation.started", { conversationId: other });
  await vi.advanceTimersByTimeAsync(100);
  expect(list).toHaveBeenCalledOnce();

  // One is listed, the other is only on its way into the list.
  for (const conversationId of [id, other]) live.hear("conversation.changed", { conversationId });
  await vi.advanceTimersByTimeAsync(100);
  const before = [row({ subject: "Before" }), row({ id: other, subject: "Before" })];
  asked.resolve({ pages: [{ items: before, next: null }], pageParams: [""] });
  await vi.advanceTimersByTimeAsync(100);
  expect(rows()?.map(({ subject }) => subject)).toEqual(["Now", "Now"]);
});

test("a list of one page asked for by itself is left alone", async () => {
  const { live, queries, rows } = scene(async () => row({ preview: "new words" }));
  queries.setQueryData(keyOf(listConversations, { query: { limit: 1 } }), { items: [], next: null });
  live.hear("message.received", { conversationId: id });
  await vi.advanceTimersByTimeAsync(100);

  expect(rows()?.[0]?.preview).toBe("new words");
});

test("an event names only reads of the object it is about", () => {
  expect(staleAfter("participant.added", { conversationId: id })).toContainEqual([
    getConversation.path,
    { id },
  ]);
  expect(staleAfter("participant.added", {})).toEqual([]);
  expect(staleAfter("nothing.known", { conversationId: id })).toEqual([]);
});

test("whatever happens to a conversation makes something of it stale", () => {
  const silent = Object.keys(events).filter(
    (name) =>
      /^(conversation|message|note|promise|handover|participant|collaborator)\./.test(name) &&
      staleAfter(name, { conversationId: id, customerId: id }).length === 0,
  );
  expect(silent, "say in web/lib/live-table.ts what these make stale").toEqual([]);
});
