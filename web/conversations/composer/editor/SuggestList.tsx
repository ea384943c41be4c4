import { type RefObject, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../../lib/store.ts";
import { Avatar } from "../../../ui/Avatar.tsx";
import { cx } from "../../../ui/cx.ts";
import type { Offer, Offers } from "./suggesting.ts";

const labels = { emoji: "richText.emoji", mention: "composer.mention", macro: "macros.offered" } as const;

const gap = 6;
const tallest = 288;

/** Puts the list over the caret, or under it where there is more room, and keeps the chosen one in sight. */
function usePlace(offer: Offer | null): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    const field = element?.offsetParent?.getBoundingClientRect();
    if (!element || !field || !offer) return;
    const caret = offer.caret() ?? field;
    const over = caret.top - 2 * gap;
    const under = window.innerHeight - caret.bottom - 2 * gap;
    const up = over >= Math.min(element.scrollHeight, tallest) || over >= under;
    element.style.maxHeight = `${Math.min(tallest, up ? over : under)}px`;
    element.style.bottom = up ? `${field.bottom - caret.top + gap}px` : "auto";
    element.style.top = up ? "auto" : `${caret.bottom - field.top + gap}px`;
    element.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [offer]);
  return list;
}

/** What is offered at the caret; the field tells screen readers which one is chosen. */
export function SuggestList({ offers, id }: { offers: Offers; id: string }) {
  const { t } = useTranslation();
  const offer = useStore(offers);
  const list = usePlace(offer);
  if (!offer) return null;

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t(labels[offer.kind])}
      className="absolute start-0 z-20 w-72 max-w-full overflow-auto rounded-lg border border-line bg-surface p-1 shadow-float"
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
