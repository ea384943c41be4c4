import { useMutation, useQuery } from "@tanstack/react-query";
import { LogIn } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Inbox, listInboxes } from "../../../../shared/email.ts";
import {
  askForMailGrant,
  getMailGrant,
  type MailGrant,
  removeMailGrant,
} from "../../../../shared/mail-oauth.ts";
import { call } from "../../../lib/call.ts";
import { queryOf } from "../../../lib/query.ts";
import { Button } from "../../../ui/Button.tsx";
import { ErrorLine } from "../../../ui/ErrorState.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { toast } from "../../../ui/Toast.tsx";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { Loaded } from "../../parts/Loaded.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Card, Section } from "../../parts/Screen.tsx";
import { useRenew } from "../../parts/use-act.ts";
import { GrantDialog } from "./GrantDialog.tsx";

const tones = { asked: "soon", given: "good", ended: "late" } as const;

/** How an inbox signs in at its provider without a password: set up, signed in, ended, and what to do then. */
export function GrantSection({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation();
  const renew = useRenew(getMailGrant, listInboxes);
  const query = useQuery(queryOf(getMailGrant, { params: { id: inbox.id } }));
  const [open, setOpen] = useState<"form" | "remove" | null>(null);
  const close = () => setOpen(null);
  const grant = query.data?.grant;

  return (
    <Section title={t("mailGrant.title")} hint={t("mailGrant.hint")}>
      <Loaded query={query} rows={1}>
        {(data) => (
          <Card>
            {data.grant ? (
              <Grant inboxId={inbox.id} grant={data.grant} onOpen={setOpen} />
            ) : (
              <div className="flex flex-wrap items-center gap-3">
                <p className="min-w-48 flex-1 text-soft">{t("mailGrant.none")}</p>
                <Button icon={<LogIn className="size-3.5" />} onClick={() => setOpen("form")}>
                  {t("mailGrant.setUp")}
                </Button>
              </div>
            )}
          </Card>
        )}
      </Loaded>
      {open === "form" && query.data && (
        <GrantDialog
          inbox={inbox}
          grant={query.data.grant}
          redirectUrl={query.data.redirectUrl}
          onClose={close}
        />
      )}
      {open === "remove" && grant && (
        <ConfirmDialog
          title={t("mailGrant.removeTitle")}
          description={t("mailGrant.removeText", { provider: t(`mailGrant.providers.${grant.provider}`) })}
          act={t("mailGrant.remove")}
          run={() => call(removeMailGrant, { params: { id: inbox.id } })}
          onDone={() => {
            renew();
            toast(t("mailGrant.removed"));
            close();
          }}
          onClose={close}
        />
      )}
    </Section>
  );
}

interface Props {
  inboxId: string;
  grant: MailGrant;
  onOpen: (what: "form" | "remove") => void;
}

function Grant({ inboxId, grant, onOpen }: Props) {
  const { t } = useTranslation();
  const { mailbox, state, trouble, grantedAt } = grant;
  const provider = t(`mailGrant.providers.${grant.provider}`);
  const asking = useMutation({
    mutationFn: () => call(askForMailGrant, { params: { id: inboxId } }),
    onSuccess: ({ url }) => location.assign(url),
  });

  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Mark tone={tones[state]}>{t(`mailGrant.states.${state}`)}</Mark>
        <span className="min-w-0 break-words">{t("mailGrant.asks", { mailbox, provider })}</span>
        {grantedAt && state === "given" && (
          <span className="text-xs text-faint">
            {t("mailGrant.given")} <RelativeTime at={grantedAt} long />
          </span>
        )}
      </p>
      {trouble && (
        <div className="mt-2 rounded-md bg-late-soft px-3 py-2">
          <p className="break-words text-late">{trouble}</p>
          <p className="mt-1">{t("mailGrant.ended")}</p>
        </div>
      )}
      <ErrorLine error={asking.error} />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          look={state === "given" ? "quiet" : "primary"}
          icon={<LogIn className="size-3.5" />}
          busy={asking.isPending || asking.isSuccess}
          onClick={() => asking.mutate()}
        >
          {t(state === "asked" ? "mailGrant.signIn" : "mailGrant.again", { provider })}
        </Button>
        <Button onClick={() => onOpen("form")}>{t("mailGrant.change")}</Button>
        <Button look="danger" onClick={() => onOpen("remove")}>
          {t("mailGrant.remove")}
        </Button>
      </div>
    </>
  );
}
