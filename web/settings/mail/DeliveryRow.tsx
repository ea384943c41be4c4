import { AtSign, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Delivery, listDeliveries, retryDelivery } from "../../../shared/email.ts";
import { call } from "../../lib/call.ts";
import { useSaid } from "../../lib/said.ts";
import { spokenTime, useNow } from "../../lib/time.ts";
import { useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Cut } from "../../ui/Cut.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useAct, useRenew } from "../parts/use-act.ts";
import { ConversationLink } from "./ConversationLink.tsx";
import { ElsewhereDialog } from "./ElsewhereDialog.tsx";

type State = Delivery["state"];

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
const retried = new Set<State>(["failed", "held", "deferred", "bounced"]);
const stranded = new Set<State>(["failed", "bounced", "held", "cancelled"]);

/** One mail that goes out: to whom, how it fared and why, and the ways on. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const said = useSaid();
  const now = useNow();
  const act = useAct(listDeliveries);
  const renew = useRenew(listDeliveries);
  const mayAct = useMayAs("agent");
  const [elsewhere, setElsewhere] = useState(false);
  const { id, to, kind, subject, state, reason, attempts, at, nextAttemptAt, conversationId } = delivery;
  const { redirectedTo } = delivery;

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-medium">
            <Cut>{subject || t("mailLog.noSubject")}</Cut>
          </span>
          <RelativeTime at={at} className="ms-auto shrink-0 text-xs text-faint" />
        </p>
        <p className="truncate text-soft">
          <Cut>{to}</Cut>
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-faint">
          <Mark tone={tones[state]}>{t(`mailLog.out.states.${state}`)}</Mark>
          <span>
            {t(`mailLog.out.kinds.${kind}`)}
            {attempts > 1 && ` · ${t("mailLog.tries", { count: attempts })}`}
          </span>
          {nextAttemptAt && <span>{t("conversations.nextTry", { at: spokenTime(nextAttemptAt, now) })}</span>}
        </p>
        {reason && (
          <p className="mt-1 break-words">
            <bdi>{said(reason)}</bdi>
          </p>
        )}
        {redirectedTo && (
          <p className="mt-1 break-words">{t("mailOut.ledger.redirected", { to: redirectedTo })}</p>
        )}
      </div>
      <div className="flex flex-wrap gap-1">
        {conversationId && <ConversationLink id={conversationId} subject={subject} />}
        {mayAct && retried.has(state) && !redirectedTo && (
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
            {t(state === "held" ? "mailOut.ledger.release" : "conversations.sendAgain")}
          </Button>
        )}
        {mayAct && stranded.has(state) && !redirectedTo && kind !== "account" && (
          <Button
            size="sm"
            icon={<AtSign className="size-3.5" />}
            aria-label={t("mailOut.ledger.elsewhereNamed", { to })}
            onClick={() => setElsewhere(true)}
          >
            {t("mailOut.ledger.elsewhere")}
          </Button>
        )}
      </div>
      {elsewhere && (
        <ElsewhereDialog
          delivery={delivery}
          onSent={() => {
            renew();
            setElsewhere(false);
          }}
          onClose={() => setElsewhere(false)}
        />
      )}
    </li>
  );
}
