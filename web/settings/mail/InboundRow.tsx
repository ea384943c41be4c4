import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { Download, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  downloadInbound,
  type InboundMail,
  listInbound,
  listInboxes,
  retryInbound,
} from "../../../shared/email.ts";
import { call, urlOf } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { said } from "../../lib/said.ts";
import { fileSize } from "../../lib/size.ts";
import { Button } from "../../ui/Button.tsx";
import { Cut } from "../../ui/Cut.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useAct } from "../parts/use-act.ts";
import { ConversationLink } from "./ConversationLink.tsx";

const tones = { received: "calm", stored: "good", quarantined: "soon", rejected: "late" } as const;

/** In the reader's language where the reason has a code that is known here. */
function reasonText({ reason, reasonCode, reasonParams }: InboundMail, t: TFunction): string {
  const { why } = reasonParams;
  const params = { ...reasonParams, ...(why && { why: said(why, t) }) };
  return t(`inboundReasons.${reasonCode}` as never, { ...params, defaultValue: reason });
}

/** One mail that came in: from whom, what became of it and why, and the way on. */
export function InboundRow({ mail }: { mail: InboundMail }) {
  const { t } = useTranslation();
  const act = useAct(listInbound);
  const inboxes = useQuery(queryOf(listInboxes, {}));
  const inbox = inboxes.data?.items.find(({ id }) => id === mail.inboxId);
  // A mailbox does not tell who handed a mail over; that is no empty sender.
  const from = mail.envelopeFrom || (mail.source === "imap" ? "" : t("mailLog.in.noSender"));

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-medium">
            <Cut>{mail.subject || t("mailLog.noSubject")}</Cut>
          </span>
          <RelativeTime at={mail.receivedAt} className="ms-auto shrink-0 text-xs text-faint" />
        </p>
        {from !== "" && (
          <p className="truncate text-soft">
            <Cut>{from}</Cut>
          </p>
        )}
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-faint">
          <Mark tone={tones[mail.state]}>{t(`mailLog.in.states.${mail.state}`)}</Mark>
          <span>
            {t(`mailLog.in.sources.${mail.source}`)}
            {inbox && ` · ${inbox.name}`} · {fileSize(mail.size)}
          </span>
        </p>
        {mail.reason && (
          <p className="mt-1 break-words">
            <bdi>{reasonText(mail, t)}</bdi>
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-1">
        {mail.conversationId && <ConversationLink id={mail.conversationId} subject={mail.subject} />}
        {mail.state === "quarantined" && (
          <Button
            size="sm"
            icon={<RotateCw className="size-3.5" />}
            busy={act.isPending}
            onClick={() =>
              act.mutate({
                run: () => call(retryInbound, { params: { id: mail.id } }),
                done: t(mail.fetched ? "mailLog.in.retried" : "mailAccounting.againDone"),
              })
            }
          >
            {t(mail.fetched ? "mailLog.in.retry" : "mailAccounting.again")}
          </Button>
        )}
        {mail.fetched && (
          <a
            href={urlOf(downloadInbound, { params: { id: mail.id } })}
            download
            title={t("mailLog.in.download")}
            aria-label={t("mailLog.in.downloadNamed", { subject: mail.subject || t("mailLog.noSubject") })}
            className="inline-flex size-7 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
          >
            <Download className="size-4" aria-hidden="true" />
          </a>
        )}
      </div>
    </li>
  );
}
