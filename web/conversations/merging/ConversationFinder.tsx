import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { listMergeCandidates, type MergeCandidate } from "../../../shared/merging.ts";
import { customerName } from "../../customers/names.ts";
import { nextIndex } from "../../lib/list-keys.ts";
import { queryOf } from "../../lib/query.ts";
import { cx } from "../../ui/cx.ts";
import { control } from "../../ui/Field.tsx";

interface Props {
  id: string;
  label: string;
  /** Several may be chosen. */
  several?: boolean;
  chosen: readonly string[];
  onChoose: (one: MergeCandidate) => void;
}

/** Other conversations: those that have to do with this one first, any by number, subject or customer. */
export function ConversationFinder({ id, label, several, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState("");
  const [cursor, setCursor] = useState(0);
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({
    ...queryOf(listMergeCandidates, { params: { id }, query: { q } }),
    placeholderData: keepPreviousData,
  });
  const items = data?.items ?? [];
  const at = Math.min(cursor, Math.max(0, items.length - 1));

  function onKeyDown(event: KeyboardEvent) {
    const one = items[at];
    if (event.key === "Enter" && one) {
      event.preventDefault();
      onChoose(one);
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setCursor(nextIndex(event.key, at, items.length, 5) ?? 0);
  }

  return (
    <div>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={items[at] ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoFocus
        value={text}
        placeholder={t("merging.find")}
        onChange={(event) => {
          setText(event.target.value);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
        className={cx(control, "h-8")}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={label}
        aria-multiselectable={several}
        className="mt-2 max-h-52 overflow-y-auto"
      >
        {items.map((one, index) => (
          <Candidate
            key={one.id}
            id={`${listId}-${index}`}
            one={one}
            lit={index === at}
            chosen={chosen.includes(one.id)}
            onChoose={() => onChoose(one)}
            onPoint={() => setCursor(index)}
          />
        ))}
      </div>
      {data && items.length === 0 && (
        <p className="px-2 py-2 text-soft">{t(q ? "merging.nothingFound" : "merging.nothingNear")}</p>
      )}
    </div>
  );
}

interface CandidateProps {
  id: string;
  one: MergeCandidate;
  lit: boolean;
  chosen: boolean;
  onChoose: () => void;
  onPoint: () => void;
}

function Candidate({ id, one, lit, chosen, onChoose, onPoint }: CandidateProps) {
  const { t } = useTranslation();
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onClick={onChoose}
      onMouseMove={onPoint}
      onKeyDown={(event) => event.key === "Enter" && onChoose()}
      className={cx("flex min-h-11 items-center gap-2.5 rounded-md px-2 py-1", lit && "bg-hover")}
    >
      <Check className={cx("size-4 shrink-0 text-coral-ink", !chosen && "invisible")} aria-hidden="true" />
      <span className="min-w-0 flex-1">
        <span className={cx("block truncate", chosen && "font-medium")}>
          <bdi>{one.subject}</bdi>
        </span>
        <span className="block truncate text-xs text-faint">
          #{one.number} · <bdi>{customerName(one.customer)}</bdi> · {t(`states.short.${one.state}`)}
        </span>
      </span>
      {one.why !== "found" && (
        <span className="shrink-0 rounded bg-hover px-1.5 text-xs leading-5 text-soft">
          {t(`merging.why.${one.why}`)}
        </span>
      )}
    </div>
  );
}
