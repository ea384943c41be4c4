import { useTranslation } from "react-i18next";
import { useStore } from "../../../lib/store.ts";
import { Avatar } from "../../../ui/Avatar.tsx";
import { cx } from "../../../ui/cx.ts";
import type { Offers } from "./suggesting.ts";

const labels = { emoji: "richText.emoji", mention: "composer.mention", macro: "macros.offered" } as const;

/** What is offered at the caret, above the field; the field tells screen readers which one is chosen. */
export function SuggestList({ offers, id }: { offers: Offers; id: string }) {
  const { t } = useTranslation();
  const offer = useStore(offers);
  if (!offer) return null;

  return (
    <div
      id={id}
      role="listbox"
      aria-label={t(labels[offer.kind])}
      className="absolute start-0 bottom-full z-20 mb-1 max-h-72 w-72 max-w-full overflow-auto rounded-lg border border-line bg-surface p-1 shadow-float"
    >
      {offer.choices.map((choice, index) => (
        <div
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === offer.cursor}
          onMouseDown={(event) => {
            event.preventDefault();
            offer.take(choice);
          }}
          className={cx(
            "flex min-h-8 items-center gap-2 rounded-md px-2",
            index === offer.cursor && "bg-hover",
          )}
        >
          {choice.sign ? (
            <span className="text-base">{choice.sign}</span>
          ) : (
            <Avatar name={choice.label} size="xs" />
          )}
          <span className="min-w-0 truncate">{choice.label}</span>
          {choice.hint && (
            <span className="ms-auto max-w-[45%] shrink-0 truncate text-xs text-faint">{choice.hint}</span>
          )}
        </div>
      ))}
    </div>
  );
}
