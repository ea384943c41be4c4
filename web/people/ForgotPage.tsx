import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askForPassword } from "../../shared/sign-in.ts";
import { call } from "../lib/call.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { DoorPage } from "./DoorPage.tsx";

/** Asks for a link to a new password; the answer never tells whether the address is known. */
export function ForgotPage() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const ask = useMutation({ mutationFn: () => call(askForPassword, { body: { email: email.trim() } }) });
  const back = (
    <Link to="/sign-in" className="rounded text-coral-ink underline underline-offset-2">
      {t("people.forgot.back")}
    </Link>
  );

  if (ask.isSuccess) {
    return (
      <DoorPage title={t("people.forgot.doneTitle")} foot={back}>
        <p role="status" className="text-base leading-6">
          {t("people.forgot.done", { email })}
        </p>
      </DoorPage>
    );
  }

  return (
    <DoorPage
      title={t("people.forgot.title")}
      lead={t("people.forgot.lead")}
      onSubmit={() => ask.mutate()}
      foot={back}
    >
      <Field label={t("people.email")}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          value={email}
          onValueChange={setEmail}
        />
      </Field>
      <ErrorLine error={ask.error} />
      <Button type="submit" look="primary" size="lg" busy={ask.isPending} disabled={!email.includes("@")}>
        {t("people.forgot.act")}
      </Button>
    </DoorPage>
  );
}
