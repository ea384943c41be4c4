import { useMutation } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type InboundMail, listInbound, retryInbound } from "../../../shared/email.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { toast } from "../../ui/Toast.tsx";
import { useRenew } from "../parts/use-act.ts";

/** Reads every mail shown that was set aside again, one after the other; stops at the first that is refused. */
export function ReadAllAgain({ mails }: { mails: readonly InboundMail[] }) {
  const { t } = useTranslation();
  const renew = useRenew(listInbound);
  const reading = useMutation({
    mutationFn: async () => {
      for (const { id } of mails) await call(retryInbound, { params: { id } });
      return mails.length;
    },
    onSuccess: (count) => toast(t("mailLog.in.retriedAll", { count })),
    onSettled: renew,
  });

  return (
    <div>
      <Button
        size="sm"
        icon={<RotateCw className="size-3.5" />}
        busy={reading.isPending}
        onClick={() => reading.mutate()}
      >
        {t("mailLog.in.retryAll", { count: mails.length })}
      </Button>
      <ErrorLine error={reading.error} />
    </div>
  );
}
