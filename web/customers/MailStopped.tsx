import { useQuery } from "@tanstack/react-query";
import { MailX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { getMailStanding, type Suppression } from "../../shared/suppressions.ts";
import { queryOf } from "../lib/query.ts";
import { useSaid } from "../lib/said.ts";
import { useMay } from "../people/people.ts";
import { Button } from "../ui/Button.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { LiftDialog } from "./LiftDialog.tsx";

/** Says that mail to an address of a customer does not go, why, and how it goes again; nothing where it goes. */
export function MailStopped({ customerId, address }: { customerId: string; address: string }) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayLift = useMay("customers.suppress");
  const { data } = useQuery(queryOf(getMailStanding, { params: { id: customerId } }));
  const [lifting, setLifting] = useState<Suppression | null>(null);
  const standing = data?.items.find((one) => one.address.toLowerCase() === address.toLowerCase());

  return standing?.suppressions.map((one) => (
    <div key={one.id} className="my-1 w-full rounded-md bg-late-soft px-2.5 py-2">
      <p className="flex items-start gap-1.5 font-medium text-late">
        <MailX className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
        {t(`customers.mail.stopped.${one.cause}`)}
      </p>
      <p className="mt-0.5 break-words">
        <bdi>{said(one.reason)}</bdi>
      </p>
      <p className="mt-0.5 text-xs text-soft">
        {t("customers.mail.since")} <RelativeTime at={one.createdAt} long />
      </p>
      {one.wroteSince && <p className="mt-0.5 text-xs text-soft">{t("customers.mail.wroteSince")}</p>}
      {mayLift && (
        <Button
          size="sm"
          className="mt-2"
          aria-label={t("customers.mail.liftNamed", { address })}
          onClick={() => setLifting(one)}
        >
          {t("customers.mail.lift")}
        </Button>
      )}
      {lifting?.id === one.id && <LiftDialog suppression={one} onClose={() => setLifting(null)} />}
    </div>
  ));
}
