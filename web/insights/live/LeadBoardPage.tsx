import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { getLeadBoard } from "../../../shared/lead-board.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Select } from "../../ui/Select.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { LeadNumbers } from "./LeadNumbers.tsx";
import { LeadPeople } from "./LeadPeople.tsx";
import { LeadRows } from "./LeadRows.tsx";
import type { Shown } from "./shown.ts";

const withins = ["15", "30", "60", "120", "240"] as const;
type Within = (typeof withins)[number];

/** What is about to be dropped now, and who carries how much; each number opens its conversations. */
export function LeadBoardPage() {
  const { t } = useTranslation();
  const isAdmin = useMay("figures.everyone");
  const [teamId, setTeamId] = useState("");
  const [within, setWithin] = useState<Within>("60");
  const [shown, setShown] = useState<Shown>({ list: "waiting", holder: null, minutes: null });
  const rows = useRef<HTMLElement>(null);
  const scope = { minutes: Number(within), ...(teamId && { teamId }) };
  const { data, error, refetch } = useQuery({
    ...queryOf(getLeadBoard, { query: scope }),
    placeholderData: keepPreviousData,
    // Time alone makes something overdue.
    refetchInterval: 60_000,
  });
  const words = (minutes: number) =>
    minutes < 60 ? t("leadBoard.minutes", { count: minutes }) : t("leadBoard.hours", { count: minutes / 60 });
  const show = (next: Shown) => {
    setShown(next);
    rows.current?.focus();
  };

  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-5 py-5 max-sm:px-3">
      <div className="mx-auto max-w-6xl">
        <header className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-72">
            <h1 className="text-base font-semibold">{t("leadBoard.title")}</h1>
            <p className="text-soft">{t("leadBoard.lead")}</p>
          </div>
          <Link to="/board" className="text-coral-ink underline underline-offset-2">
            {t("leadBoard.toFigures")}
          </Link>
          <label className="flex flex-col gap-1 text-xs text-soft">
            {t("leadBoard.team")}
            <Select
              label={t("leadBoard.team")}
              className="w-44"
              value={teamId}
              onChange={setTeamId}
              items={[
                { value: "", label: t("leadBoard.allTeams") },
                ...(data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </label>
          <label className="flex flex-col gap-1 text-xs text-soft">
            {t("leadBoard.soon")}
            <Select
              label={t("leadBoard.soon")}
              className="w-44"
              value={within}
              onChange={setWithin}
              items={withins.map((value) => ({ value, label: words(Number(value)) }))}
            />
          </label>
        </header>
        {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Skeleton className="h-96 rounded-xl" />}
        {data && data.teams.length === 0 && !isAdmin ? (
          <EmptyState title={t("leadBoard.noTeams")}>{t("leadBoard.noTeamsHint")}</EmptyState>
        ) : (
          data && (
            <div className="flex flex-col gap-5">
              <LeadNumbers board={data} within={words(Number(within))} shown={shown} onShow={show} />
              <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
                <LeadPeople board={data} shown={shown} onShow={show} />
                <LeadRows ref={rows} board={data} scope={scope} shown={shown} />
              </div>
            </div>
          )
        )}
      </div>
    </main>
  );
}
