import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CustomerRef, listCustomers } from "../../../shared/customers.ts";
import { nextIndex } from "../../lib/list-keys.ts";
import { pagesOf } from "../../lib/query.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { cx } from "../../ui/cx.ts";
import { control } from "../../ui/Field.tsx";
import { customerName } from "../names.ts";
import type { Duplicate } from "./Duplicates.tsx";

interface Props {
  without: string;
  suggested: readonly Duplicate[];
  onChoose: (id: string) => void;
}

/** Another customer: those who may be the same person first, anybody by the first letters. */
export function CustomerFinder({ without, suggested, onChoose }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState("");
  const [cursor, setCursor] = useState(0);
  const q = useDeferredValue(text.trim());
  const { data } = useInfiniteQuery({
    ...pagesOf(listCustomers, { query: { q, limit: 10 } }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const found = (data?.pages[0]?.items ?? []).filter(({ id }) => id !== without);
  const items: readonly (CustomerRef & Partial<Pick<Duplicate, "why">>)[] = q === "" ? suggested : found;
  const at = Math.min(cursor, Math.max(0, items.length - 1));

  function onKeyDown(event: KeyboardEvent) {
    const one = items[at];
    if (event.key === "Enter" && one) {
      event.preventDefault();
      onChoose(one.id);
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setCursor(nextIndex(event.key, at, items.length, 5) ?? 0);
  }

  return (
    <div className="min-h-64">
      <input
        role="combobox"
        aria-label={t("customerMerging.which")}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={items[at] ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoFocus
        value={text}
        placeholder={t("customerMerging.find")}
        onChange={(event) => {
          setText(event.target.value);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
        className={cx(control, "h-8")}
      />
      <div id={listId} role="listbox" aria-label={t("customerMerging.which")} className="mt-2">
        {items.map((one, index) => (
          <div
            key={one.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => onChoose(one.id)}
            onMouseMove={() => setCursor(index)}
            onKeyDown={onKeyDown}
            className={cx("flex min-h-10 items-center gap-2.5 rounded-md px-2", index === at && "bg-hover")}
          >
            <Avatar name={customerName(one)} />
            <span className="min-w-0 flex-1 truncate">
              <bdi>{customerName(one)}</bdi>
              {one.name && one.email && (
                <span className="text-faint">
                  {" "}
                  <bdi>{one.email}</bdi>
                </span>
              )}
            </span>
            {one.why && <span className="text-xs text-faint">{t(`customerMerging.why.${one.why}`)}</span>}
          </div>
        ))}
      </div>
      {q !== "" && data && found.length === 0 && (
        <p className="px-2 py-2 text-soft">{t("customerMerging.nobody")}</p>
      )}
    </div>
  );
}
