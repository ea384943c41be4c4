import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { createMailAddress } from "../../../shared/agent-mail.ts";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { call } from "../../lib/call.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { toast } from "../../ui/Toast.tsx";

/** The addresses at which this agent answers the conversation from a mailbox of their own. */
export function MailAddressDialog({
  conversation: { id },
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["mail-address", id],
    queryFn: () => call(createMailAddress, { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("mailTraits.mailAddress.title")}
      description={t("mailTraits.mailAddress.lead")}
    >
      <div className="flex min-h-24 flex-col gap-4">
        {data?.addresses === null && <p>{t("mailTraits.mailAddress.none")}</p>}
        {data?.addresses &&
          (["reply", "note"] as const).map((writes) => (
            <Address
              key={writes}
              label={t(`mailTraits.mailAddress.${writes}`)}
              address={data.addresses?.[writes] ?? ""}
            />
          ))}
      </div>
    </Dialog>
  );
}

function Address({ label, address }: { label: string; address: string }) {
  const { t } = useTranslation();
  const copy = () =>
    navigator.clipboard.writeText(address).then(() => toast(t("mailTraits.mailAddress.copied")));
  return (
    <div className="flex items-center gap-2">
      <p className="min-w-0 flex-1">
        <span className="block text-xs text-faint">{label}</span>
        <a
          href={`mailto:${address}`}
          className="break-all text-coral-ink underline underline-offset-2"
          dir="ltr"
        >
          {address}
        </a>
      </p>
      <IconButton label={t("mailTraits.mailAddress.copy")} onClick={() => void copy()}>
        <Copy />
      </IconButton>
    </div>
  );
}
