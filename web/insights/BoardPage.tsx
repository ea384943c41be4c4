import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type FigureName, getBoard } from "../../shared/insights.ts";
import { queryOf } from "../lib/query.ts";
import { useMay } from "../people/people.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { FigureCard } from "./FigureCard.tsx";
import { FigureRows } from "./FigureRows.tsx";

const periods = ["7", "30", "90"] as const;
type Period = (typeof periods)[number];

/** Six figures of the last days, each with the conversations behind it. */
export function BoardPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<Period>("30");
  const [opened, setOpened] = useState<FigureName | null>(null);
  const isLead = useMay("figures.live");
  const days = Number(period);
  const { data, error, refetch } = useQuery({
    ...queryOf(getBoard, { query: { days } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-5 py-5">
      <div className="mx-auto max-w-5xl">
        <header className="mb-4 flex flex-wrap items-center justify-between gap-4">
          <h1 className="flex-1 text-base font-semibold">{t("shell.board")}</h1>
          {isLead && (
            <Link to="/board/live" className="text-coral-ink underline underline-offset-2">
              {t("leadBoard.toLive")}
            </Link>
          )}
          <Tabs
            label={t("board.period")}
            value={period}
            onChange={setPeriod}
            items={periods.map((value) => ({ value, label: t("board.days", { count: Number(value) }) }))}
          />
        </header>
        {error && !data ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3" aria-busy={!data}>
            {data
              ? data.figures.map((figure) => (
                  <li key={figure.name}>
                    <FigureCard
                      figure={figure}
                      opened={opened === figure.name}
                      onOpen={() => setOpened(opened === figure.name ? null : figure.name)}
                    />
                  </li>
                ))
              : Array.from({ length: 6 }, (_, index) => <Skeleton key={index} className="h-32 rounded-xl" />)}
          </ul>
        )}
        {opened && <FigureRows key={`${opened} ${period}`} name={opened} days={days} />}
      </div>
    </main>
  );
}
