import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  getMailStanding,
  liftSuppression,
  listSuppressions,
  type Suppression,
} from "../../shared/suppressions.ts";
import { call } from "../lib/call.ts";
import { Button } from "../ui/Button.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { Field, Textarea } from "../ui/Field.tsx";
import { toast } from "../ui/Toast.tsx";

/** Lets mail to an address go again, with the reason that the log keeps. */
export function LiftDialog({ suppression, onClose }: { suppression: Suppression; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { id, address } = suppression;
  const [why, setWhy] = useState("");
  const lifting = useMutation({
    mutationFn: () => call(liftSuppression, { params: { id }, body: { why: why.trim() } }),
    onSuccess: () => {
      toast(t("customers.mail.lifted", { address }));
      onClose();
    },
    onSettled: () => {
      for (const { path } of [listSuppressions, getMailStanding])
        void queries.invalidateQueries({ queryKey: [path] });
    },
  });

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("customers.mail.liftTitle", { address })}
      description={t("customers.mail.liftLead")}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (why.trim()) lifting.mutate();
        }}
      >
        <Field label={t("customers.mail.why")} hint={t("customers.mail.whyHint")}>
          <Textarea rows={2} maxLength={500} value={why} onChange={(event) => setWhy(event.target.value)} />
        </Field>
        <ErrorLine error={lifting.error} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={lifting.isPending} disabled={!why.trim()}>
            {t("customers.mail.lift")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
