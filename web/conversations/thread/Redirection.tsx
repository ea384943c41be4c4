import { Forward } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { redirectDelivery } from "../../../shared/email.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { useMessageAct } from "./message.ts";

/** Asks for another address, and sends there what could not arrive. */
export function Redirection({ deliveryId, conversationId }: { deliveryId: string; conversationId: string }) {
  const { t } = useTranslation();
  const act = useMessageAct(conversationId);
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate(
      () => call(redirectDelivery, { params: { id: deliveryId }, body: { address: address.trim() } }),
      { onSuccess: () => setOpen(false) },
    );
  };

  return (
    <Popover
      title={t("conversations.redirect")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<Forward className="size-3.5 rtl:-scale-x-100" />}>
          {t("conversations.redirect")}
        </Button>
      }
    >
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t("conversations.redirectTo")}>
          <Input type="email" required autoFocus value={address} onValueChange={setAddress} />
        </Field>
        <Button type="submit" look="primary" size="sm" busy={act.isPending} className="self-end">
          {t("conversations.redirectSend")}
        </Button>
      </form>
    </Popover>
  );
}
