import { X, Zap } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Draft } from "./draft.ts";
import { useActionWords } from "./macro-words.ts";

interface Props {
  actions: Draft["actions"];
  onChange: (actions: Draft["actions"]) => void;
}

/** What takes place when the reply is sent; each can be taken off. */
export function MacroChips({ actions, onChange }: Props) {
  const { t } = useTranslation();
  const say = useActionWords();
  if (actions.length === 0) return null;
  return (
    <ul aria-label={t("macros.willDo")} className="flex flex-wrap gap-1.5">
      {actions.map((action, index) => {
        const what = say(action);
        return (
          <li
            key={JSON.stringify(action)}
            className="flex max-w-full items-center gap-1.5 rounded-md border border-line bg-surface px-2 py-1 text-xs"
          >
            <Zap className="size-3.5 shrink-0 text-coral-ink" aria-hidden="true" />
            <bdi className="min-w-0 truncate">{what}</bdi>
            <button
              type="button"
              aria-label={t("macros.notNow", { what })}
              onClick={() => onChange(actions.filter((_, at) => at !== index))}
              className="rounded hover:bg-hover"
            >
              <X className="size-3.5" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
