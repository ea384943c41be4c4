import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "../lib/store.ts";
import { recentSearches } from "./recent.ts";

const examples = [
  ["from", "from:ana"],
  ["to", "to:support@"],
  ["holder", "holder:me"],
  ["team", "team:mine"],
  ["status", "status:open"],
  ["tag", "tag:vip"],
  ["topic", "topic:"],
  ["priority", "priority:urgent"],
  ["in", "in:"],
  ["subject", "subject:"],
  ["has", "has:attachment"],
  ["before", "before:2026-06"],
  ["after", "after:7d"],
] as const;
const more = ["phrase", "without", "either", "number"] as const;
const signs = { phrase: '"two words"', without: "-word", either: "(a or b) c", number: "#1042" } as const;

/** Before anything is typed, and when nothing was found: what was searched lately, and what can be asked. */
export function Beginning({
  onSearch,
  onWrite,
}: {
  onSearch: (q: string) => void;
  onWrite: (insert: string) => void;
}) {
  const { t } = useTranslation();
  const recent = useStore(recentSearches);
  return (
    <>
      {recent.length > 0 && (
        <section className="mt-5">
          <h2 className="flex items-baseline justify-between px-3 text-xs font-medium text-soft">
            {t("search.recent")}
            <button type="button" className="underline" onClick={() => recentSearches.set([])}>
              {t("search.forget")}
            </button>
          </h2>
          <ul className="mt-1">
            {recent.map((q) => (
              <li key={q}>
                <button
                  type="button"
                  onClick={() => onSearch(q)}
                  className="flex w-full items-center gap-3 rounded-lg px-3 py-1.5 text-start hover:bg-hover"
                >
                  <History className="size-4 shrink-0 text-faint" aria-hidden="true" />
                  <bdi className="truncate">{q}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="mt-6 px-3">
        <h2 className="text-xs font-medium text-soft">{t("search.ask")}</h2>
        <dl className="mt-2 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1.5">
          {examples.map(([operator, insert]) => (
            <div key={operator} className="contents">
              <dt>
                <button
                  type="button"
                  dir="ltr"
                  onClick={() => onWrite(insert)}
                  className="rounded bg-hover px-1.5 font-mono text-xs leading-6 hover:text-coral-ink"
                >
                  {insert}
                </button>
              </dt>
              <dd className="text-soft">{t(`search.asks.${operator}`)}</dd>
            </div>
          ))}
          {more.map((sign) => (
            <div key={sign} className="contents">
              <dt>
                <code dir="ltr" className="rounded bg-hover px-1.5 text-xs leading-6">
                  {signs[sign]}
                </code>
              </dt>
              <dd className="text-soft">{t(`search.asks.${sign}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
