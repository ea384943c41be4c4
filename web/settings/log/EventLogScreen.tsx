import { useInfiniteQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { type LogEntry, listLog } from "../../../shared/platform.ts";
import { pagesOf } from "../../lib/query.ts";
import { dayName, daysBetween, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Rows, Screen, Section } from "../parts/Screen.tsx";
import { ShowMore } from "../parts/ShowMore.tsx";
import { LogRow } from "./LogRow.tsx";

type Entry = z.output<typeof LogEntry>;

/** Everything that happened, by whom, newest first. */
export default function EventLogScreen() {
  const { t } = useTranslation();
  const now = useNow();
  // It never ends growing, so it is asked for when it is opened and when one asks, not on every event.
  const query = useInfiniteQuery({ ...pagesOf(listLog, {}), refetchOnMount: "always" });

  return (
    <Screen
      title={t("eventLog.title")}
      lead={t("eventLog.lead")}
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
      <Loaded query={{ ...query, data: query.data?.pages.flatMap(({ items }) => items) }} rows={8}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("eventLog.empty")} />
          ) : (
            byDay(items).map((day) => {
              const name = day[0] ? dayName(day[0].at, now) : "";
              return (
                <Section key={name} title={name}>
                  <Rows label={name}>
                    {day.map((entry) => (
                      <LogRow key={entry.id} entry={entry} />
                    ))}
                  </Rows>
                </Section>
              );
            })
          )
        }
      </Loaded>
      <ShowMore query={query} />
    </Screen>
  );
}

function byDay(entries: readonly Entry[]): Entry[][] {
  const days: Entry[][] = [];
  for (const entry of entries) {
    const day = days[days.length - 1];
    if (day?.[0] && daysBetween(day[0].at, entry.at) === 0) day.push(entry);
    else days.push([entry]);
  }
  return days;
}
