import { Forward, LockKeyhole, Signature, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MailTraits as Traits } from "../../../shared/mail-traits.ts";
import { InvitationCard } from "./InvitationCard.tsx";

/** What a mail was beside its words: sent on, signed or sealed, an invitation, and who is new in it. */
export function MailTraits({ traits }: { traits: Traits }) {
  const { t } = useTranslation();
  const { forwardedBy, protection, newPeople, invitations } = traits;
  const signer = protection?.signer;
  return (
    <>
      {forwardedBy && (
        <Line icon={<Forward />}>{t("mailTraits.forwardedBy", { name: forwardedBy.name })}</Line>
      )}
      {newPeople.length > 0 && (
        <p className="mb-2 flex w-fit max-w-full items-baseline gap-1.5 rounded-md bg-soon-soft px-2 py-0.5 text-xs text-soon">
          <UserPlus className="size-3.5 shrink-0 self-center" aria-hidden="true" />
          <bdi className="min-w-0 break-words">
            {t("mailTraits.newPeople", { names: newPeople.map(named).join(", ") })}
          </bdi>
        </p>
      )}
      {protection?.how === "encrypted" && <Line icon={<LockKeyhole />}>{t("mailTraits.encrypted")}</Line>}
      {protection?.how === "signed" && (
        <Line icon={<Signature />}>
          {signer ? t("mailTraits.signedBy", { signer }) : t("mailTraits.signed")}
        </Line>
      )}
      {invitations.map((invitation, index) => (
        // The invitations of one mail never change places.
        <InvitationCard key={index} invitation={invitation} />
      ))}
    </>
  );
}

/** A name with its address, or the address alone. */
export function named({ name, address }: { name: string; address: string }): string {
  return name && address ? `${name} <${address}>` : name || address;
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="mb-2 flex items-start gap-1.5 text-xs text-soft [&>svg]:mt-0.5 [&>svg]:size-3.5 [&>svg]:shrink-0">
      {icon}
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
