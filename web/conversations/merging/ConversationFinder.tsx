import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { listMergeCandidates, type MergeCandidate } from "../../../shared/merging.ts";
import { search } from "../../../shared/search.ts";
import { customerName } from "../../customers/names.ts";
import { queryOf } from "../../lib/query.ts";
import { Cut } from "../../ui/Cut.tsx";
import { cx } from "../../ui/cx.ts";
import { FindList } from "../../ui/FindList.tsx";

interface Props {
  id: string;
  label: string;
  /** Several may be chosen. */
  several?: boolean | undefined;
  chosen: readonly string[];
  onChoose: (one: MergeCandidate) => void;
}

/** Other conversations: those that have to do with this one first, any by number, subject or customer. */
export function ConversationFinder({ id, label, several, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const found = useFound(id, q);

  return (
    <FindList
      label={label}
      placeholder={t("merging.find")}
      text={text}
      onText={setText}
      items={found ?? []}
      chosen={chosen}
      several={several}
      onChoose={onChoose}
      empty={found ? t(q ? "merging.nothingFound" : "merging.nothingNear") : null}
    >
      {(one, isChosen) => <Candidate one={one} chosen={isChosen} />}
    </FindList>
  );
}

/** What belongs to this conversation or is found by number and customer, then what has the words; null until that is known. */
function useFound(id: string, q: string): MergeCandidate[] | null {
  const near = useQuery({
    ...queryOf(listMergeCandidates, { params: { id }, query: { q } }),
    placeholderData: keepPreviousData,
  }).data;
  const worded = useQuery({
    ...queryOf(search, { query: { q, limit: 20 } }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    // What was written a moment ago is found a moment later.
    refetchInterval: 3_000,
  }).data;
  if (!near || (q !== "" && !worded)) return null;
  const finds = (q === "" ? [] : (worded?.conversations ?? [])).map(({ row }) => row);
  const known = new Set([id, ...near.items.map((one) => one.id)]);
  const more = finds.filter((row) => !known.has(row.id)).map((row) => ({ ...row, why: "found" as const }));
  return [...near.items, ...more];
}

function Candidate({ one, chosen }: { one: MergeCandidate; chosen: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className={cx("block truncate", chosen && "font-medium")}>
          <Cut>{one.subject}</Cut>
        </span>
        <span className="block truncate text-xs text-faint">
          #{one.number} · <bdi>{customerName(one.customer)}</bdi> · {t(`states.short.${one.state}`)}
        </span>
      </span>
      {one.why !== "found" && (
        <span className="shrink-0 text-xs text-soft">{t(`merging.why.${one.why}`)}</span>
      )}
      <Check className={cx("size-4 shrink-0 text-coral-ink", !chosen && "invisible")} aria-hidden="true" />
    </>
  );
}
