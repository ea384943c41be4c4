import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type FailedReaction, listFailedReactions, retryReaction } from "../../../shared/platform.ts";
import { call } from "../../lib/call.ts";
import { pagesOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { PagedRows } from "../parts/LongRows.tsx";
import { Screen } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";
import { eventName } from "./event-name.ts";

/** What should have happened because of something, was tried many times, and did not. */
export default function FailedWorkScreen() {
  const { t } = useTranslation();
  const act = useAct(listFailedReactions);
  const query = useInfiniteQuery(pagesOf(listFailedReactions, {}));
  const items = query.data?.pages.flatMap((page) => page.items);
  const retry = (some: readonly FailedReaction[]) =>
    act.mutate({
      run: () => Promise.all(some.map(({ id }) => call(retryReaction, { params: { id } }))),
      done: t("failedWork.retried", { count: some.length }),
    });

  return (
    <Screen
      title={t("failedWork.title")}
      lead={t("failedWork.lead")}
      action={
        items &&
        items.length > 1 && (
          <Button icon={<RotateCw className="size-3.5" />} busy={act.isPending} onClick={() => retry(items)}>
            {t("failedWork.retryAll", { count: items.length })}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <Loaded query={{ ...query, data: items }}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState icon={<CircleCheck />} title={t("failedWork.emptyTitle")}>
                {t("failedWork.empty")}
              </EmptyState>
            ) : (
              <PagedRows
                label={t("failedWork.title")}
                query={query}
                items={all}
                keyOf={({ id }) => id}
                estimate={84}
                memory="failed work"
              >
                {(failed) => (
                  <FailedRow
                    key={failed.id}
                    failed={failed}
                    busy={act.isPending}
                    onRetry={() => retry([failed])}
                  />
                )}
              </PagedRows>
            )
          }
        </Loaded>
      </div>
    </Screen>
  );
}

interface RowProps {
  failed: FailedReaction;
  busy: boolean;
  onRetry: () => void;
}

function FailedRow({ failed, busy, onRetry }: RowProps) {
  const { t } = useTranslation();
  const { reaction, event, error, attempts, at } = failed;
  const summary = error.split("\n")[0] ?? "";

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="flex items-baseline gap-2">
          <code className="min-w-0 truncate font-medium">{reaction}</code>
          <RelativeTime at={at} className="ms-auto shrink-0 text-xs text-faint" />
        </p>
        <p className="text-soft">
          {event && `${t("failedWork.because", { event: eventName(event) })} · `}
          {t("mailLog.tries", { count: attempts })}
        </p>
        {summary === error ? (
          <p className="mt-1 break-words">{error}</p>
        ) : (
          <details className="mt-1">
            <summary className="break-words">{summary}</summary>
            <pre
              className="mt-1 max-h-60 overflow-auto rounded-md bg-hover p-2 text-xs"
              dir="ltr"
              tabIndex={0}
            >
              {error}
            </pre>
          </details>
        )}
      </div>
      <Button size="sm" icon={<RotateCw className="size-3.5" />} disabled={busy} onClick={onRetry}>
        {t("ui.tryAgain")}
      </Button>
    </li>
  );
}
