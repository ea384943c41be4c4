import { useSearch as useAddress, useNavigate } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "../lib/actions.ts";
import { useScrollMemory } from "../lib/scroll-memory.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { GridSkeleton } from "../ui/GridSkeleton.tsx";
import { openView } from "../views/saved.ts";
import { Beginning } from "./Beginning.tsx";
import { Chips } from "./Chips.tsx";
import { ConversationFind, CustomerFind, FileFind, Group, LongGroup, SideFind } from "./Results.tsx";
import { keepSearch } from "./recent.ts";
import { SearchField, type SearchFieldHandle } from "./SearchField.tsx";
import { withoutPart } from "./suggest.ts";
import { useSearch } from "./use-search.ts";

const pause = 150;

/** Everything that has the words, as one types. The address holds what is asked: it can be kept, sent, and gone back to. */
export function SearchPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q = "" } = useAddress({ strict: false }) as { q?: string };
  const [text, setText] = useState(q);
  const field = useRef<SearchFieldHandle>(null);
  const finds = useRef<HTMLDivElement>(null);
  const ask = (next: string) =>
    void navigate({ to: "/search", search: next ? { q: next } : {}, replace: true });
  useTyped(text, q, ask);
  const written = useRef(q);
  useEffect(() => {
    // The address changed by itself: one went back or followed a link.
    if (q !== written.current && q !== text.trim()) setText(q);
    written.current = q;
  }, [q, text]);

  const { found } = useSearch(q);
  const scroller = useScrollMemory<HTMLElement>(`search ${q}`, found !== null);
  useLastFind(finds, q, found !== null);

  const focusFind = (by: number) => moveAmong(finds.current, by);
  useActions([
    { id: "search", group: "list", title: "actions.searchAll", keys: "/", run: () => field.current?.focus() },
    {
      id: "list.next",
      group: "list",
      title: "actions.next",
      keys: "j",
      onlyKey: true,
      run: () => focusFind(1),
    },
    {
      id: "list.previous",
      group: "list",
      title: "actions.previous",
      keys: "k",
      onlyKey: true,
      run: () => focusFind(-1),
    },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") field.current?.focus();
    else if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (!focusFind(by)) field.current?.focus();
    event.preventDefault();
  };

  return (
    <main ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-3xl px-3 pt-4 pb-16 sm:px-5">
        <h1 className="mb-3 px-3 text-base font-semibold">{t("search.title")}</h1>
        <SearchField
          ref={field}
          text={text}
          onText={setText}
          onLeave={() => {
            keepSearch(text);
            focusFind(1);
          }}
        />
        <div ref={finds} role="presentation" onKeyDown={onKeyDown}>
          {q === "" ? (
            <Beginning onSearch={setText} onWrite={(insert) => field.current?.write(insert)} />
          ) : (
            <Finds
              q={q}
              onRemove={(part) => setText(withoutPart(q, part))}
              onWrite={(insert) => field.current?.write(insert)}
              onSearch={setText}
            />
          )}
        </div>
      </div>
    </main>
  );
}

const opened = new Map<string, string>();

/** Whoever comes back goes on at the find they opened. */
function useLastFind(inside: RefObject<HTMLElement | null>, q: string, ready: boolean): void {
  useEffect(() => {
    const element = inside.current;
    if (!element || !ready) return;
    const links = () => [...element.querySelectorAll<HTMLAnchorElement>("a[data-find]")];
    // Rows of a long list are there when it knows where it stands: in the next frame.
    const frame = requestAnimationFrame(() =>
      links()
        .find(({ href }) => href === opened.get(q))
        ?.focus({ preventScroll: true }),
    );
    const keep = ({ target }: Event) => {
      const link = links().find((one) => target instanceof Node && one.contains(target));
      if (link) opened.set(q, link.href);
    };
    element.addEventListener("click", keep, true);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("click", keep, true);
    };
  }, [inside, q, ready]);
}

/** Puts what was typed into the address, once one pauses. */
function useTyped(text: string, q: string, ask: (q: string) => void): void {
  const newest = useRef(ask);
  useEffect(() => {
    newest.current = ask;
  });
  useEffect(() => {
    if (text.trim() === q) return;
    const timer = setTimeout(() => newest.current(text.trim()), pause);
    return () => clearTimeout(timer);
    // A changed address alone asks nothing.
  }, [text, q]);
}

interface FindsProps {
  q: string;
  onRemove: (part: { from: number; to: number }) => void;
  onWrite: (insert: string) => void;
  onSearch: (q: string) => void;
}

function Finds({ q, onRemove, onWrite, onSearch }: FindsProps) {
  const { t } = useTranslation();
  const { found, newer, error, isPlaceholderData, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } =
    useSearch(q);
  if (!found)
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <GridSkeleton rowHeight={76} />
    );
  const { conversations, customers, files, sides, understood } = found;
  const exact = customers.filter(({ alike }) => !alike);
  const alike = customers.filter((one) => one.alike);
  const nothing = conversations.length + customers.length + files.length + sides.length === 0;
  // An operator that was only begun asks nothing yet.
  const asked = understood.condition !== null || understood.leftOut.length > 0;
  const onOpen = () => keepSearch(q);
  const count = conversations.length;
  const { condition } = understood;
  return (
    <>
      {!isPlaceholderData && <Chips understood={understood} text={q} onRemove={onRemove} />}
      <div className="mt-3 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 px-3">
        <p role="status" className="text-xs text-soft">
          {hasNextPage ? t("search.countMore", { count }) : t("search.count", { count })}
        </p>
        {newer > 0 && (
          <button
            type="button"
            onClick={() => void refetch()}
            className="rounded-full bg-coral-soft px-2.5 py-1 text-xs font-medium text-coral-ink hover:underline"
          >
            {t("search.newer", { count: newer })}
          </button>
        )}
        <span className="flex-1" />
        {understood.leftOut.length > 0 && condition && (
          <p className="text-xs text-soft">{t("search.leftOut", { text: understood.leftOut.join(" ") })}</p>
        )}
        {condition && (
          <Button
            size="sm"
            onClick={() => openView.set({ what: "new", from: { condition, name: q.slice(0, 100) } })}
          >
            {t("search.saveAsView")}
          </Button>
        )}
      </div>
      {nothing && !isPlaceholderData && (
        <>
          {asked && (
            <EmptyState icon={<SearchX />} title={t("search.nothing")}>
              {t("search.nothingHint")}
            </EmptyState>
          )}
          <Beginning onSearch={onSearch} onWrite={onWrite} />
        </>
      )}
      {exact.length > 0 && (
        <Group title={t("search.customers")}>
          {exact.map((one) => (
            <CustomerFind key={one.customer.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
      {conversations.length > 0 && (
        <LongGroup
          title={t("search.conversations")}
          items={conversations}
          keyOf={({ row }) => row.id}
          estimate={86}
          memory={`search ${q}`}
        >
          {(one) => <ConversationFind key={one.row.id} found={one} onOpen={onOpen} />}
        </LongGroup>
      )}
      {hasNextPage && (
        <div className="mt-2 px-3">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("search.more")}
          </Button>
        </div>
      )}
      {sides.length > 0 && (
        <Group title={t("search.sides")}>
          {sides.map((one) => (
            <SideFind key={one.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
      {files.length > 0 && (
        <Group title={t("search.files")}>
          {files.map((one) => (
            <FileFind key={one.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
      {alike.length > 0 && (
        <Group title={t("search.alike")}>
          {alike.map((one) => (
            <CustomerFind key={one.customer.id} found={one} onOpen={onOpen} />
          ))}
        </Group>
      )}
    </>
  );
}

/** Moves the focus from find to find; false when it was on the first and goes up. */
function moveAmong(inside: HTMLElement | null, by: number): boolean {
  const all = [...(inside?.querySelectorAll<HTMLElement>("[data-find]") ?? [])];
  const at = all.findIndex((one) => one === document.activeElement);
  const next = at === -1 ? 0 : at + by;
  all[Math.min(next, all.length - 1)]?.focus();
  return next >= 0;
}
