import { useInfiniteQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type AuditEntry, listLog } from "../../../shared/audit.ts";
import { pagesOf } from "../../lib/query.ts";
import { dayName, daysBetween, useNow } from "../../lib/time.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Rows, Screen, Section } from "../parts/Screen.tsx";
import { ShowMore } from "../parts/ShowMore.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { ExportLinks } from "./ExportLinks.tsx";
import { askOf, everything, type LogFilter } from "./filter.ts";
import { LogRow } from "./LogRow.tsx";

/** Who did what to what, and when: newest first, narrowed as one likes, and as a file. */
export default function EventLogScreen() {
  const { t } = useTranslation();
  const mayExport = useMay("workspace.export");
  const [filter, setFilter] = useState<LogFilter>(everything);
  const ask = askOf(filter);
  // It never ends growing, so it is asked for when it is opened, narrowed, and when one asks, not on every event.
  const query = useInfiniteQuery({ ...pagesOf(listLog, { query: ask }), staleTime: 0 });

  return (
    <Screen
      title={t("audit.title")}
      lead={t("audit.lead")}
      action={
        <Button
          icon={<RefreshCw className="size-3.5" />}
          busy={query.isRefetching}
          onClick={() => void query.refetch()}
        >
          {t("eventLog.again")}
        </Button>
      }
    >
      <AuditFilters filter={filter} onChange={setFilter} />
      {mayExport && <ExportLinks ask={ask} />}
      <Loaded query={{ ...query, data: query.data?.pages.flatMap(({ items }) => items) }} rows={8}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("audit.none")}>{t("audit.noneHint")}</EmptyState>
          ) : (
            <Days items={items} onOnly={(subject) => setFilter({ ...everything, subject })} />
          )
        }
      </Loaded>
      <ShowMore query={query} />
    </Screen>
  );
}

interface DaysProps {
  items: readonly AuditEntry[];
  onOnly: (subject: NonNullable<AuditEntry["subject"]>) => void;
}

function Days({ items, onOnly }: DaysProps) {
  const now = useNow();
  return byDay(items).map((day) => {
    const name = day[0] ? dayName(day[0].at, now) : "";
    return (
      <Section key={name} title={name}>
        <Rows label={name}>
          {day.map((entry) => (
            <LogRow key={entry.id} entry={entry} onOnly={onOnly} />
          ))}
        </Rows>
      </Section>
    );
  });
}

function byDay(entries: readonly AuditEntry[]): AuditEntry[][] {
  const days: AuditEntry[][] = [];
  for (const entry of entries) {
    const day = days[days.length - 1];
    if (day?.[0] && daysBetween(day[0].at, entry.at) === 0) day.push(entry);
    else days.push([entry]);
  }
  return days;
}
