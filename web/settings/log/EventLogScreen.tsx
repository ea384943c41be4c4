import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type AuditEntry, listLog } from "../../../shared/audit.ts";
import { useInAddress } from "../../lib/address.ts";
import { pagesOf } from "../../lib/query.ts";
import { dayName, daysBetween, useNow } from "../../lib/time.ts";
import { useMay } from "../../people/people.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PagedList, type Pages } from "../../ui/PagedList.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Screen } from "../parts/Screen.tsx";
import { Again } from "./Again.tsx";
import { AuditFilters } from "./AuditFilters.tsx";
import { ExportLinks } from "./ExportLinks.tsx";
import { askOf, everything, isFilter } from "./filter.ts";
import { LogRow } from "./LogRow.tsx";

/** Who did what to what, and when: newest first, narrowed as one likes, and as a file. */
export default function EventLogScreen() {
  const { t } = useTranslation();
  const mayExport = useMay("workspace.export");
  const [filter, setFilter] = useInAddress("filter", everything, isFilter);
  const ask = askOf(filter);
  // It never ends growing, so it is asked for when it is opened, narrowed, and when one asks, not on every event.
  const query = useInfiniteQuery({ ...pagesOf(listLog, { query: ask }), staleTime: 0 });

  return (
    <Screen title={t("audit.title")} lead={t("audit.lead")} action={<Again query={query} />}>
      <AuditFilters filter={filter} onChange={setFilter} />
      {mayExport && <ExportLinks ask={ask} />}
      <Loaded query={{ ...query, data: query.data?.pages.flatMap(({ items }) => items) }} rows={8}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("audit.none")}>{t("audit.noneHint")}</EmptyState>
          ) : (
            <Days items={items} query={query} onOnly={(subject) => setFilter({ ...everything, subject })} />
          )
        }
      </Loaded>
    </Screen>
  );
}

interface DaysProps {
  items: readonly AuditEntry[];
  query: Pages;
  onOnly: (subject: NonNullable<AuditEntry["subject"]>) => void;
}

function Days({ items, query, onOnly }: DaysProps) {
  const { t } = useTranslation();
  const now = useNow();
  const sameDay = (a: AuditEntry | undefined, b: AuditEntry) =>
    a !== undefined && daysBetween(a.at, b.at) === 0;
  const rows = items.map((entry, place) => ({
    entry,
    day: sameDay(items[place - 1], entry) ? null : dayName(entry.at, now),
    last: !sameDay(items[place + 1], entry),
  }));
  return (
    <PagedList
      label={t("audit.title")}
      query={query}
      items={rows}
      keyOf={({ entry }) => entry.id}
      estimate={38}
      memory="log"
    >
      {({ entry, day, last }) => (
        <LogRow key={entry.id} entry={entry} day={day} last={last} onOnly={onOnly} />
      )}
    </PagedList>
  );
}
