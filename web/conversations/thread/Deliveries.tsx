import { Check, CheckCheck, Clock, RotateCw, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { retryDelivery } from "../../../shared/email.ts";
import type { DeliveryRef, Message } from "../../../shared/messages.ts";
import { call } from "../../lib/call.ts";
import { useSaid } from "../../lib/said.ts";
import { exactTime, spokenTime, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { useMessageAct } from "./message.ts";
import { Redirection } from "./Redirection.tsx";
import { UndoBar, useUndoSeconds } from "./UndoBar.tsx";

const failed = new Set<DeliveryRef["state"]>(["failed", "bounced", "held"]);
const underway = new Set<DeliveryRef["state"]>(["queued", "sending", "deferred"]);

/** How an answer fared on its way: one quiet word when all is well, the reason and a way on when it is not. */
export function Deliveries({ message, conversationId }: { message: Message; conversationId: string }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { deliveries } = message;
  const seconds = useUndoSeconds(message);
  if (seconds > 0) return <UndoBar message={message} seconds={seconds} />;
  if (deliveries.length === 0) return null;

  const elsewhere = deliveries.filter(({ redirectedTo }) => redirectedTo !== null);
  const troubled = deliveries.filter(
    ({ state, redirectedTo }) => !redirectedTo && (failed.has(state) || state === "deferred"),
  );
  const well = deliveries.filter((one) => !troubled.includes(one) && !elsewhere.includes(one));
  const state = (well.find((one) => underway.has(one.state)) ?? well[0])?.state ?? "sent";
  const Icon = underway.has(state) ? Clock : state === "delivered" ? CheckCheck : Check;

  return (
    <div className="mt-2 flex flex-col gap-1.5">
      {well.length > 0 && (
        <p
          className="flex items-center justify-end gap-1 text-xs text-faint"
          title={deliveries.map(({ to, at }) => `${to} · ${exactTime(at)}`).join("\n")}
        >
          <Icon className="size-3.5" aria-hidden="true" />
          {t(`conversations.delivery.${state}`)}
        </p>
      )}
      {elsewhere.map(({ id, to, redirectedTo, reason }) => (
        <p key={id} className="text-end text-xs text-faint" title={said(reason)}>
          {t("conversations.redirected", { from: to, to: redirectedTo })}
        </p>
      ))}
      {troubled.map((delivery) => (
        <Trouble key={delivery.id} delivery={delivery} conversationId={conversationId} />
      ))}
    </div>
  );
}

function Trouble({ delivery, conversationId }: { delivery: DeliveryRef; conversationId: string }) {
  const { t } = useTranslation();
  const said = useSaid();
  const now = useNow();
  const act = useMessageAct(conversationId);
  const later = delivery.state === "deferred";

  return (
    <div
      role={later ? undefined : "alert"}
      className={cx(
        "flex flex-wrap items-center gap-2 rounded-md px-3 py-2",
        later ? "bg-soon-soft text-soon" : "bg-late-soft text-late",
      )}
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
      {/* As wide as a sentence needs; the ways on stand under it where there is no room beside it. */}
      <p className="min-w-0 flex-1 basis-60 break-words">
        <span className="font-medium">{t(`conversations.delivery.${delivery.state}`)}</span>{" "}
        {t("conversations.deliveryTo", { to: delivery.to })} <bdi>{said(delivery.reason)}</bdi>
        {delivery.nextAttemptAt && (
          <> {t("conversations.nextTry", { at: spokenTime(delivery.nextAttemptAt, now) })}</>
        )}
      </p>
      <Button
        size="sm"
        icon={<RotateCw className="size-3.5" />}
        busy={act.isPending}
        onClick={() => act.mutate(() => call(retryDelivery, { params: { id: delivery.id } }))}
      >
        {t("conversations.sendAgain")}
      </Button>
      {!later && <Redirection deliveryId={delivery.id} conversationId={conversationId} />}
    </div>
  );
}
