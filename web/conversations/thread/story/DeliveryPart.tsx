import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { retryDelivery } from "../../../../shared/email.ts";
import { type DeliveryStory, getMailStory } from "../../../../shared/mail-story.ts";
import { call } from "../../../lib/call.ts";
import { useSaid } from "../../../lib/said.ts";
import { exactTime, spokenTime, useNow } from "../../../lib/time.ts";
import { useMayAs } from "../../../people/people.ts";
import { Button } from "../../../ui/Button.tsx";
import { cx } from "../../../ui/cx.ts";
import { ErrorLine } from "../../../ui/ErrorState.tsx";
import { Elsewhere } from "./Elsewhere.tsx";

type State = DeliveryStory["state"];

const dots: Partial<Record<State, string>> = {
  sent: "bg-kept",
  delivered: "bg-kept",
  deferred: "bg-soon",
  held: "bg-soon",
  bounced: "bg-late",
  failed: "bg-late",
};
const retried = new Set<State>(["failed", "held", "deferred", "bounced", "cancelled"]);

/** One copy on its way: every state with its time and the server's own words, and the way to try again. */
export function DeliveryPart({ delivery }: { delivery: DeliveryStory }) {
  const { t } = useTranslation();
  const said = useSaid();
  const now = useNow();
  const queries = useQueryClient();
  const mayRetry = useMayAs("agent");
  // What was pressed may be gone afterwards; the focus stays with its mail.
  const article = useRef<HTMLElement>(null);
  const stay = () => article.current?.focus();
  const { id, to, state, attempts, nextAttemptAt, messageId, steps, redirectedTo } = delivery;
  const failed = state === "failed" || state === "bounced";
  const retrying = useMutation({
    mutationFn: () => call(retryDelivery, { params: { id } }),
    onSuccess: stay,
    onSettled: () => queries.invalidateQueries({ queryKey: [getMailStory.path] }),
  });

  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-label={to}
      className="rounded-lg border border-line px-3 py-2.5"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="min-w-40 flex-1 font-medium break-all" dir="ltr">
          {to}
        </p>
        {mayRetry && retried.has(state) && (
          <Button
            size="sm"
            icon={<RotateCw className="size-3.5" />}
            busy={retrying.isPending}
            aria-label={t("mailStory.againNamed", { to })}
            onClick={() => retrying.mutate()}
          >
            {t("mailStory.again")}
          </Button>
        )}
      </div>
      <ErrorLine error={retrying.error} />
      {redirectedTo && <p className="mt-1">{t("mailStory.redirected", { to: redirectedTo })}</p>}
      <ol className="mt-1.5 flex flex-col gap-1.5">
        {steps.map((step, index) => (
          <li key={`${index} ${step.state}`} className="flex items-start gap-2">
            <span
              className={cx("mt-1.5 size-2 shrink-0 rounded-full", dots[step.state] ?? "bg-faint")}
              aria-hidden="true"
            />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline gap-x-2">
                {t(`mailStory.steps.${step.state}`)}
                <time dateTime={step.at.toISOString()} className="text-xs text-faint">
                  {exactTime(step.at)}
                </time>
              </p>
              {step.reason && (
                <p className="text-soft break-words">
                  <bdi>{said(step.reason)}</bdi>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      <p className="mt-1.5 text-xs break-all text-faint">
        {attempts > 0 && `${t("mailStory.tries", { count: attempts })} · `}
        {nextAttemptAt && `${t("mailStory.nextTry", { at: spokenTime(nextAttemptAt, now) })} · `}
        {t("mailStory.messageId")} <span dir="ltr">{messageId}</span>
      </p>
      {mayRetry && failed && !redirectedTo && <Elsewhere id={id} to={to} onSent={stay} />}
    </article>
  );
}
