import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { redirectDelivery } from "../../../../shared/email.ts";
import { getMailStory } from "../../../../shared/mail-story.ts";
import { call } from "../../../lib/call.ts";
import { Button } from "../../../ui/Button.tsx";
import { ErrorLine } from "../../../ui/ErrorState.tsx";
import { Field, Input } from "../../../ui/Field.tsx";

interface Props {
  id: string;
  to: string;
  onSent: () => void;
}

/** Sends a mail that did not arrive to another address, once. */
export function Elsewhere({ id, to, onSent }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState("");
  const sending = useMutation({
    mutationFn: () => call(redirectDelivery, { params: { id }, body: { address: address.trim() } }),
    onSuccess: onSent,
    onSettled: () => queries.invalidateQueries({ queryKey: [getMailStory.path] }),
  });

  if (!open)
    return (
      <Button
        size="sm"
        className="mt-2"
        aria-label={t("mailStory.elsewhereNamed", { to })}
        onClick={() => setOpen(true)}
      >
        {t("mailStory.elsewhere")}
      </Button>
    );
  return (
    <form
      noValidate
      className="mt-2 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (address.trim()) sending.mutate();
      }}
    >
      <Field label={t("mailStory.otherAddress")} hint={t("mailStory.otherHint")}>
        <Input
          autoFocus
          type="email"
          dir="ltr"
          autoComplete="off"
          value={address}
          onValueChange={setAddress}
        />
      </Field>
      <ErrorLine error={sending.error} />
      <div className="flex gap-2">
        <Button size="sm" type="submit" look="primary" busy={sending.isPending} disabled={!address.trim()}>
          {t("mailStory.otherAct")}
        </Button>
        <Button size="sm" look="plain" onClick={() => setOpen(false)}>
          {t("ui.cancel")}
        </Button>
      </div>
    </form>
  );
}
