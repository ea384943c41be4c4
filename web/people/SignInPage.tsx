import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { signIn } from "../../shared/sign-in.ts";
import { call } from "../lib/call.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { DoorPage } from "./DoorPage.tsx";
import { meQuery } from "./people.ts";

export function SignInPage() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => call(signIn, { body: { email: email.trim(), password } }),
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, me);
      await navigate({ to: next ?? "/", replace: true });
    },
  });

  return (
    <DoorPage title={t("people.signIn.title")} lead={t("people.signIn.lead")} onSubmit={() => enter.mutate()}>
      <Field label={t("people.email")}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onValueChange={setEmail}
        />
      </Field>
      <Field label={t("people.password")}>
        <Input
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <ErrorLine error={enter.error} />
      <Button type="submit" look="primary" size="lg" busy={enter.isPending} disabled={!email || !password}>
        {t("people.signIn.act")}
      </Button>
      <Link to="/forgot" className="self-start rounded text-coral-ink underline underline-offset-2">
        {t("people.signIn.forgot")}
      </Link>
    </DoorPage>
  );
}
