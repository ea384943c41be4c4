import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Bulk, BulkAction, cancelBulk, getBulk, undoBulk } from "../../shared/bulk.ts";
import { call } from "../lib/call.ts";
import { asProblem } from "../lib/problem.ts";
import { queryOf } from "../lib/query.ts";
import { useNow } from "../lib/time.ts";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { problemText } from "../ui/problem-text.ts";
import { toast } from "../ui/Toast.tsx";
import { bulksQuery, closeBulk } from "./bulks.ts";
import { FailuresDialog } from "./FailuresDialog.tsx";
import { isSettled, through } from "./in-sight.ts";

/** One thing done to many: how far it is, stopping, taking back, and what did not work. */
export function BulkCard({ listed }: { listed: Bulk }) {
  const { t } = useTranslation();
  const now = useNow();
  const queries = useQueryClient();
  const [failures, setFailures] = useState<"failed" | "kept" | null>(null);
  const { data: bulk } = useQuery({
    ...queryOf(getBulk, { params: { id: listed.id } }),
    initialData: listed,
  });
  const act = useMutation({
    mutationFn: (endpoint: typeof cancelBulk | typeof undoBulk) =>
      call(endpoint, { params: { id: bulk.id } }),
    onSuccess: (answer) => {
      queries.setQueryData(queryOf(getBulk, { params: { id: bulk.id } }).queryKey, answer);
      void queries.invalidateQueries({ queryKey: bulksQuery.queryKey });
    },
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
  });
  const { state, total, counts } = bulk;
  const runs = state === "running" || state === "undoing";
  const what = nameOf(bulk.action) ? t(`bulk.doing.${nameOf(bulk.action) ?? "tag"}`) : bulk.action;
  const of = (name: string) => counts[name] ?? 0;
  const done = state === "running" ? through(bulk) : of("done") + of("unchanged");
  const settled = isSettled(bulk, now);
  const undo = bulk.undoUntil && bulk.undoUntil > now && (
    <Button size="sm" busy={act.isPending} onClick={() => act.mutate(undoBulk)}>
      {t("bulk.undo")}
    </Button>
  );

  return (
    <section
      aria-label={what}
      className={cx(
        "enter rounded-lg border border-line bg-surface px-3.5 shadow-float",
        settled ? "py-1" : "py-2.5",
      )}
    >
      <div className={cx("flex gap-2", settled ? "items-center" : "items-start")}>
        <div className={cx("min-w-0 flex-1", settled && "flex items-baseline gap-2")}>
          <h2 className="truncate font-medium">{what}</h2>
          <p role="status" className={cx("figures text-soft", settled && "shrink-0 text-xs")}>
            {t(`bulk.progressSays.${state}`, { done, total, undone: of("undone") })}
          </p>
        </div>
        {settled && undo}
        {!runs && (
          <IconButton label={t("bulk.dismiss")} onClick={() => closeBulk(bulk.id)}>
            <X />
          </IconButton>
        )}
      </div>
      {runs && (
        <div
          role="progressbar"
          aria-label={t("bulk.progress", { what })}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={through(bulk)}
          className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-hover"
        >
          <div
            className="h-full rounded-full bg-coral"
            style={{ inlineSize: `${total === 0 ? 100 : (through(bulk) / total) * 100}%` }}
          />
        </div>
      )}
      {!settled && state !== "undone" && of("unchanged") > 0 && (
        <p className="mt-0.5 text-xs text-faint">{t("bulk.unchanged", { count: of("unchanged") })}</p>
      )}
      <div className="mt-1.5 flex flex-wrap items-center gap-1.5 empty:hidden">
        {of("failed") > 0 && (
          <Button size="sm" look="danger" onClick={() => setFailures("failed")}>
            {t("bulk.failed", { count: of("failed") })}
          </Button>
        )}
        {of("kept") > 0 && (
          <Button size="sm" look="danger" onClick={() => setFailures("kept")}>
            {t("bulk.kept", { count: of("kept") })}
          </Button>
        )}
        {state === "running" && (
          <Button size="sm" busy={act.isPending} onClick={() => act.mutate(cancelBulk)}>
            {t("bulk.cancel")}
          </Button>
        )}
        {!settled && undo}
      </div>
      {failures && <FailuresDialog bulk={bulk} state={failures} onClose={() => setFailures(null)} />}
    </section>
  );
}

const names = BulkAction.options.map((option) => option.shape.do.value);

function nameOf(action: string): BulkAction["do"] | null {
  return names.find((name) => name === action) ?? null;
}
