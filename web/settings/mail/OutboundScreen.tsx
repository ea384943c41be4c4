import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Delivery, listDeliveries, retryDelivery } from "../../../shared/email.ts";
import { call } from "../../lib/call.ts";
import { pagesOf } from "../../lib/query.ts";
import { spokenTime, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Filter } from "../parts/Filter.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Rows, Screen } from "../parts/Screen.tsx";
import { ShowMore } from "../parts/ShowMore.tsx";
import { useAct } from "../parts/use-act.ts";
import { ConversationLink } from "./ConversationLink.tsx";

type State = Delivery["state"];
type Shown = State | "all";

const shown: readonly Shown[] = ["all", ...Delivery.shape.state.options];
const tones: Record<State, "calm" | "good" | "soon" | "late"> = {
  queued: "calm",
  sending: "calm",
  sent: "good",
  delivered: "good",
  deferred: "soon",
  held: "soon",
  bounced: "late",
  failed: "late",
  cancelled: "calm",
};
const retried = new Set<State>(["failed", "held", "deferred"]);

/** Every mail that goes out, with how it fared. */
export default function OutboundScreen() {
  const { t } = useTranslation();
  const [state, setState] = useState<Shown>("all");
  const query = useInfiniteQuery(pagesOf(listDeliveries, { query: state === "all" ? {} : { state } }));

  return (
    <Screen title={t("mailLog.out.title")} lead={t("mailLog.out.lead")}>
      <div className="flex flex-col gap-3">
        <Filter
          label={t("mailLog.filter")}
          value={state}
          onChange={setState}
          items={shown.map((value) => ({
            value,
            label: value === "all" ? t("mailLog.all") : t(`mailLog.out.states.${value}`),
          }))}
        />
        <Loaded query={{ ...query, data: query.data?.pages.flatMap(({ items }) => items) }} rows={6}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon={<Send />} title={t("mailLog.out.emptyTitle")}>
                {t(state === "all" ? "mailLog.out.empty" : "mailLog.noneOfState")}
              </EmptyState>
            ) : (
              <Rows label={t("mailLog.out.title")}>
                {items.map((delivery) => (
                  <DeliveryRow key={delivery.id} delivery={delivery} />
                ))}
              </Rows>
            )
          }
        </Loaded>
        <ShowMore query={query} />
      </div>
    </Screen>
  );
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const now = useNow();
  const act = useAct(listDeliveries);
  const { id, to, kind, subject, state, reason, attempts, at, nextAttemptAt, conversationId } = delivery;

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-medium">{subject || t("mailLog.noSubject")}</span>
          <RelativeTime at={at} className="ms-auto shrink-0 text-xs text-faint" />
        </p>
        <p className="truncate text-soft">
          <bdi>{to}</bdi>
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-faint">
          <Mark tone={tones[state]}>{t(`mailLog.out.states.${state}`)}</Mark>
          <span>
            {t(`mailLog.out.kinds.${kind}`)}
            {attempts > 1 && ` · ${t("mailLog.tries", { count: attempts })}`}
          </span>
          {nextAttemptAt && <span>{t("conversations.nextTry", { at: spokenTime(nextAttemptAt, now) })}</span>}
        </p>
        {reason && <p className="mt-1 break-words">{reason}</p>}
      </div>
      <div className="flex gap-1">
        {conversationId && <ConversationLink id={conversationId} subject={subject} />}
        {retried.has(state) && (
          <Button
            size="sm"
            icon={<RotateCw className="size-3.5" />}
            busy={act.isPending}
            onClick={() =>
              act.mutate({
                run: () => call(retryDelivery, { params: { id } }),
                done: t("mailLog.out.retried", { to }),
              })
            }
          >
            {t("conversations.sendAgain")}
          </Button>
        )}
      </div>
    </li>
  );
}
