import { useTranslation } from "react-i18next";
import { type DraftContent, removeOtherDrafts } from "../../../shared/drafts.ts";
import { call } from "../../lib/call.ts";
import { type Store, useStore } from "../../lib/store.ts";
import { Button } from "../../ui/Button.tsx";
import type { Draft } from "./draft.ts";
import { asRich, isEmpty, plainOf } from "./rich-text.ts";

/** What another of one's devices had written and this one overwrote: nothing typed is lost, one says what becomes of it. */
export function OtherDrafts({ conversationId, store }: { conversationId: string; store: Store<Draft> }) {
  const { t } = useTranslation();
  const { others } = useStore(store);
  if (others.length === 0) return null;

  const forget = async () => {
    store.set((before) => ({ ...before, others: [] }));
    const { version } = await call(removeOtherDrafts, { params: { id: conversationId } });
    store.set((before) => (before.dirty ? before : { ...before, base: version }));
  };
  const takeIn = () => {
    store.set((before) => ({ ...others.reduce(added, before), dirty: true }));
    void forget().catch(() => {});
  };
  const words = others.map(({ reply, note }) => [reply, note].map(plainOf).join(" ").trim());

  return (
    <section aria-label={t("later.others")} className="rounded-lg bg-hover px-3 py-2">
      <p className="font-medium">{t("later.others")}</p>
      {words.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: texts without an id, which do not move
        <p key={index} dir="auto" className="my-1 line-clamp-3 border-s-2 border-line ps-3 text-soft">
          {text}
        </p>
      ))}
      <div className="mt-1 flex gap-2">
        <Button size="sm" onClick={takeIn}>
          {t("later.addOthers")}
        </Button>
        <Button size="sm" look="plain" onClick={() => void forget().catch(() => {})}>
          {t("later.dropOthers")}
        </Button>
      </div>
    </section>
  );
}

function added(draft: Draft, other: DraftContent): Draft {
  const below = (a: string, b: string) => (isEmpty(b) ? a : isEmpty(a) ? b : asRich(a) + asRich(b));
  const known = new Set(draft.files.map(({ id }) => id));
  return {
    ...draft,
    reply: below(draft.reply, other.reply),
    note: below(draft.note, other.note),
    files: [...draft.files, ...other.files.filter(({ id }) => !known.has(id))],
    actions: draft.actions.length > 0 ? draft.actions : other.actions,
    macroIds: [...new Set([...draft.macroIds, ...other.macroIds])].slice(0, 20),
  };
}
