import { Dialog } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command, defaultFilter } from "cmdk";
import { Search } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { search } from "../../shared/search.ts";
import { type Action, actionGroups, actions } from "../lib/actions.ts";
import { queryOf } from "../lib/query.ts";
import { typeAhead } from "../lib/type-ahead.ts";
import { useFocusBack } from "../ui/focus-back.ts";
import { Kbd } from "../ui/Kbd.tsx";

const item = "flex min-h-9 items-center gap-3 rounded-md px-3 py-1 data-[selected=true]:bg-hover";
const heading =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint";

const everywhere = "·";

/**
 * What Enter does while nobody has moved to anything: what was found comes later than what was typed and is called anew with
 * every letter, and then nothing would be chosen, or only the way to the search.
 */
const firstOf = (list: HTMLElement | null) =>
  list?.querySelector("[cmdk-item]")?.getAttribute("data-value") ?? null;

/** How near a name is to what was typed: from here on words of it begin so, */
const begins = 0.5;
/** and from here on it has that within a word. */
const within = 0.1;

const nearness = (name: string, typed: string) => (typed === "" ? 1 : defaultFilter(name, typed));

/** Does anything by its name, and finds conversations. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const focusBack = useFocusBack(true);
  const q = useDeferredValue(text.trim());
  // One letter finds too much, one digit is a conversation's number.
  const asked = q.length > 1 || /^\d$/.test(q);
  const offered = useMemo(() => actions.list().filter(({ onlyKey }) => !onlyKey), []);
  const named = offered.map((action) => ({ action, near: nearness(t(action.title), text.trim()) }));
  const called = named.filter(({ near }) => near >= begins);
  const further = named.filter(({ near }) => near < begins && near >= within);
  const found = useQuery({
    ...queryOf(search, { query: { q } }),
    enabled: asked,
    placeholderData: keepPreviousData,
  });

  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState("");
  const pointed = useRef(false);
  useEffect(() => {
    if (pointed.current || found.isFetching) return;
    // The list shows in a second go what was found: only then there is a first.
    const look = setTimeout(() => {
      setChosen((before) => firstOf(list.current) ?? before);
      list.current?.scrollTo({ top: 0 });
    });
    return () => clearTimeout(look);
  }, [text, q, chosen, found.isFetching, found.data]);

  // The dialog closes first, so that focus is back where the action expects it.
  const run = (act: () => void) => {
    onClose();
    setTimeout(act);
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          finalFocus={focusBack}
          className="enter fixed inset-x-3 top-[12vh] z-40 mx-auto max-w-xl overflow-hidden rounded-xl border border-line bg-surface shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">{t("actions.palette")}</Dialog.Title>
          <Command
            label={t("actions.palette")}
            loop
            shouldFilter={false}
            value={chosen}
            onValueChange={setChosen}
            onKeyDown={({ key, ctrlKey }) => {
              if (ctrlKey || /^(Arrow|Home$|End$)/.test(key)) pointed.current = true;
            }}
          >
            <Command.Input
              autoFocus
              value={text}
              onValueChange={(next) => {
                pointed.current = false;
                setText(next);
              }}
              onFocus={() => {
                const ahead = typeAhead.end();
                if (ahead) setText((before) => before + ahead);
              }}
              placeholder={t("palette.placeholder")}
              className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
            />
            <Command.List
              ref={list}
              onPointerMove={() => {
                pointed.current = true;
              }}
              className="max-h-[52vh] overflow-y-auto p-1.5"
            >
              <Command.Empty className="px-3 py-6 text-center text-soft">{t("palette.empty")}</Command.Empty>
              <Actions named={called} onRun={run} />
              {asked && (found.data?.conversations.length ?? 0) > 0 && (
                <Command.Group heading={t("palette.conversations")} className={heading}>
                  {found.data?.conversations.slice(0, 8).map(({ row }) => (
                    <Command.Item
                      key={row.id}
                      value={row.id}
                      className={item}
                      onSelect={() =>
                        run(
                          () =>
                            void navigate({
                              to: "/inbox/$view/$conversationId",
                              params: { view: "all", conversationId: row.id },
                            }),
                        )
                      }
                    >
                      <span className="w-14 shrink-0 text-faint">#{row.number}</span>
                      <span className="flex-1 truncate">{row.subject}</span>
                      <span className="truncate text-soft">{row.customer.name || row.customer.email}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              <Actions named={further} onRun={run} />
              {/* Last, whatever matches: Enter does what was named. */}
              {asked && (
                <Command.Group forceMount>
                  <Command.Item
                    forceMount
                    value={everywhere}
                    className={item}
                    onSelect={() => run(() => void navigate({ to: "/search", search: { q } }))}
                  >
                    <Search className="size-4 text-faint" aria-hidden="true" />
                    <span className="flex-1 truncate">{t("palette.everywhere", { text: q })}</span>
                  </Command.Item>
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface Named {
  action: Action;
  near: number;
}

/** Actions by groups: the nearest first, of equals in their order. */
function Actions({ named, onRun }: { named: Named[]; onRun: (act: () => void) => void }) {
  const { t } = useTranslation();
  const nearest = named.toSorted((a, b) => b.near - a.near);
  const groups = [...new Set(nearest.map(({ action }) => action.group))];
  const order = named.every(({ near }) => near === 1) ? actionGroups : groups;
  return order.map((group) => {
    const rows = nearest.filter(({ action }) => action.group === group);
    if (rows.length === 0) return null;
    return (
      <Command.Group key={group} heading={t(`actions.groups.${group}`)} className={heading}>
        {rows.map(({ action }) => (
          <Command.Item key={action.id} value={action.id} className={item} onSelect={() => onRun(action.run)}>
            <span className="flex-1">{t(action.title)}</span>
            {action.keys && <Kbd keys={action.keys} />}
          </Command.Item>
        ))}
      </Command.Group>
    );
  });
}
