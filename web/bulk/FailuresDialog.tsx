import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Bulk, listBulkItems, listBulkReasons, retryBulk } from "../../shared/bulk.ts";
import { call } from "../lib/call.ts";
import { type FailureCode, ProblemError } from "../lib/problem.ts";
import { pagesOf, queryOf } from "../lib/query.ts";
import { Button } from "../ui/Button.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { PagedList } from "../ui/PagedList.tsx";
import { problemText } from "../ui/problem-text.ts";
import { bulksQuery, closeBulk } from "./bulks.ts";

interface Props {
  bulk: Bulk;
  /** What failed, or what could not be taken back. */
  state: "failed" | "kept";
  onClose: () => void;
}

/** Why a reason of the server is so, in words for people. */
function useReasons() {
  return (code: string | null, reason: string) => {
    const { title, remedy } = problemText(new ProblemError((code || "internal") as FailureCode, 0, reason));
    return `${title} ${remedy}`.trim();
  };
}

/** Which conversations did not work and why, each a link, and the failed ones tried again. */
export function FailuresDialog({ bulk, state, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const params = { id: bulk.id };
  const say = useReasons();
  const reasons = useQuery({ ...queryOf(listBulkReasons, { params }), enabled: state === "failed" });
  const list = useInfiniteQuery(pagesOf(listBulkItems, { params, query: { state, limit: 50 } }));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const count = bulk.counts[state] ?? 0;
  const retry = useMutation({
    mutationFn: () => call(retryBulk, { params }),
    onSuccess: () => {
      closeBulk(bulk.id);
      onClose();
      void queries.invalidateQueries({ queryKey: bulksQuery.queryKey });
    },
  });

  return (
    <Dialog open onClose={onClose} wide title={t(state === "failed" ? "bulk.failures" : "bulk.keptTitle")}>
      {reasons.data && reasons.data.items.length > 0 && (
        <ul className="mb-3 rounded-md bg-late-soft px-3 py-2">
          {reasons.data.items.map(({ code, reason, count }) => (
            <li key={`${code} ${reason}`} className="flex gap-2 text-late">
              <span className="figures shrink-0 font-medium">{t("bulk.times", { count })}</span>
              <bdi>{say(code, reason)}</bdi>
            </li>
          ))}
        </ul>
      )}
      <PagedList
        query={list}
        items={items}
        keyOf={({ conversationId }) => conversationId}
        estimate={50}
        memory={`bulk ${bulk.id} ${state}`}
      >
        {({ conversationId, number, subject, code, reason }) => (
          <li key={conversationId} className="border-b border-line/60 py-1.5 last:border-0">
            {number === null ? (
              <span className="text-soft">{t("bulk.unseen")}</span>
            ) : (
              <Link
                to="/inbox/$view/$conversationId"
                params={{ view: "all", conversationId }}
                onClick={onClose}
                className="font-medium hover:underline"
              >
                <span className="figures text-faint">#{number}</span> <bdi>{subject}</bdi>
              </Link>
            )}
            <p className="text-xs text-soft">{say(code, reason)}</p>
          </li>
        )}
      </PagedList>
      <ErrorLine error={retry.error ?? list.error} />
      <Actions>
        <Button look="plain" onClick={onClose}>
          {t("ui.close")}
        </Button>
        {state === "failed" && bulk.state !== "running" && bulk.state !== "undoing" && (
          <Button look="primary" busy={retry.isPending} onClick={() => retry.mutate()}>
            {t("bulk.retry", { count })}
          </Button>
        )}
      </Actions>
    </Dialog>
  );
}
