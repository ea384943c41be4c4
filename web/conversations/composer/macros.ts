import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { applyMacro, listMacros, type MacroRow } from "../../../shared/macros.ts";
import { announce } from "../../lib/announce.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { queryOf } from "../../lib/query.ts";
import type { Store } from "../../lib/store.ts";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { type Draft, writeDraft } from "./draft.ts";
import type { RichTextHandle } from "./editor/parts.ts";
import type { ComposerTab } from "./focus.ts";
import type { MacroOffer } from "./macro-offer.ts";

export const macrosQuery = { ...queryOf(listMacros, {}), staleTime: 5 * 60_000 };
const most = 8;
export const macroKey = ({ id }: MacroRow): string => id;

/** Those whose name or folder has every letter that was typed, a name that begins so first; otherwise in the order of use. */
export function findMacros(all: readonly MacroRow[], typed: string): MacroRow[] {
  const words = typed.toLocaleLowerCase();
  const rank = ({ name, folder, words: text }: MacroRow): number => {
    const label = name.toLocaleLowerCase();
    if (label.startsWith(words)) return 0;
    if (label.split(/[\s-]+/).some((word) => word.startsWith(words))) return 1;
    if (label.includes(words) || folder.toLocaleLowerCase().includes(words)) return 2;
    return text.toLocaleLowerCase().includes(words) ? 3 : 4;
  };
  return all
    .map((macro) => ({ macro, place: rank(macro) }))
    .filter(({ place }) => place < 4)
    .toSorted((a, b) => a.place - b.place)
    .map(({ macro }) => macro);
}

/** What one may use here: in a note only words, for a note is nothing that is sent. */
export function usable(all: readonly MacroRow[], tab: ComposerTab): MacroRow[] {
  return all.filter(({ archivedAt, kind }) => archivedAt === null && (tab === "reply" || kind === "text"));
}

interface Where {
  conversationId: string;
  tab: ComposerTab;
  store: Store<Draft>;
  box: RefObject<RichTextHandle | null>;
}

/** Puts macros into what is being written, with what they do. */
export function useMacroOffer({ conversationId, tab, store, box }: Where): MacroOffer {
  const queries = useQueryClient();
  const { t } = useTranslation();
  return useMemo(
    () => ({
      find: async (typed) =>
        findMacros(usable(await loaded(queries, typed), tab), typed)
          .slice(0, most)
          .map(({ id, name, folder }) => ({ id, label: name, sign: "/", hint: folder })),
      take: (id) =>
        void put({ conversationId, tab, store, box }, id).then(
          () => {
            const name = queries.getQueryData(macrosQuery.queryKey)?.items.find((one) => one.id === id)?.name;
            if (name) announce(t("macros.put", { name }));
          },
          (error: unknown) => {
            const { title, remedy } = problemText(asProblem(error));
            toast.error(title, { description: remedy });
          },
        ),
    }),
    [queries, conversationId, tab, store, box, t],
  );
}

/** What one used last and most; where that is not all, whatever has the words comes first. */
async function loaded(queries: QueryClient, typed: string): Promise<readonly MacroRow[]> {
  const { items, more } = await queries.ensureQueryData(macrosQuery);
  if (!more || typed.trim() === "") return items;
  const found = await queries.fetchQuery({
    ...queryOf(listMacros, { query: { q: typed.slice(0, 50) } }),
    staleTime: 60_000,
  });
  return found.items;
}

async function put({ conversationId, tab, store, box }: Where, macroId: string): Promise<void> {
  const applied = await call(applyMacro, { params: { id: conversationId }, body: { macroId } });
  box.current?.insert(applied.html);
  if (tab === "note") return;
  const { files, actions, macroIds, step } = store.get();
  const known = new Set(actions.map((action) => JSON.stringify(action)));
  const added = applied.actions.filter((action) => !known.has(JSON.stringify(action)));
  writeDraft(store, {
    files: [...files, ...applied.files],
    actions: [...actions, ...added].slice(0, 20),
    macroIds: [...new Set([...macroIds, macroId])].slice(-20),
    step: applied.step ?? step,
  });
}
