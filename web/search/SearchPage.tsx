import { useSearch as useAddress, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "../lib/actions.ts";
import { useScrollMemory } from "../lib/scroll-memory.ts";
import { Beginning } from "./Beginning.tsx";
import { Finds } from "./Finds.tsx";
import { keepSearch } from "./recent.ts";
import { SearchField, type SearchFieldHandle } from "./SearchField.tsx";
import { withoutPart } from "./suggest.ts";
import { useSearch } from "./use-search.ts";

const pause = 150;

/** Everything that has the words, as one types. The address holds what is asked: it can be kept, sent, and gone back to. */
export function SearchPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q = "", only } = useAddress({ strict: false }) as { q?: string; only?: "sides" };
  const [text, setText] = useState(q);
  const field = useRef<SearchFieldHandle>(null);
  const finds = useRef<HTMLDivElement>(null);
  const ask = (next: string) =>
    void navigate({ to: "/search", search: next ? { q: next, only } : {}, replace: true });
  useTyped(text, q, ask);
  const written = useRef(q);
  useEffect(() => {
    // The address changed by itself: one went back or followed a link.
    if (q !== written.current && q !== text.trim()) setText(q);
    written.current = q;
  }, [q, text]);

  const { found } = useSearch(q);
  const scroller = useScrollMemory<HTMLElement>(`search ${only ?? ""} ${q}`, found !== null);
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
              only={only}
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

/** Moves the focus from find to find; false when it was on the first and goes up. */
function moveAmong(inside: HTMLElement | null, by: number): boolean {
  const all = [...(inside?.querySelectorAll<HTMLElement>("[data-find]") ?? [])];
  const at = all.findIndex((one) => one === document.activeElement);
  const next = at === -1 ? 0 : at + by;
  all[Math.min(next, all.length - 1)]?.focus();
  return next >= 0;
}
