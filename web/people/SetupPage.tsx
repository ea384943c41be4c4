import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setUp } from "../../shared/setup.ts";
import { call } from "../lib/call.ts";
import { i18n } from "../lib/i18n.ts";
import { asProblem } from "../lib/problem.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";
import { DoorPage } from "./DoorPage.tsx";
import { meQuery } from "./people.ts";
import { browserZone, zones } from "./zones.ts";

const shortest = 10;

/** The very first screen: the workspace and its owner. */
export function SetupPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asked, setAsked] = useState({
    workspace: "",
    name: "",
    email: "",
    password: "",
    timeZone: browserZone(),
    locale: i18n.language,
  });
  const set = (field: keyof typeof asked) => (value: string) =>
    setAsked((before) => ({ ...before, [field]: value }));
  const found = useMutation({
    mutationFn: () => call(setUp, { body: asked }),
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, me);
      await navigate({ to: "/welcome", replace: true });
    },
  });
  const wrong = found.error ? asProblem(found.error).fields : {};
  const complete =
    asked.workspace.trim() &&
    asked.name.trim() &&
    asked.email.includes("@") &&
    asked.password.length >= shortest;

  return (
    <DoorPage
      title={t("people.setup.title")}
      lead={t("people.setup.lead")}
      onSubmit={() => complete && found.mutate()}
    >
      <Field
        label={t("people.setup.workspace")}
        hint={t("people.setup.workspaceHint")}
        error={wrong.workspace}
      >
        <Input
          name="workspace"
          autoComplete="organization"
          autoFocus
          value={asked.workspace}
          onValueChange={set("workspace")}
        />
      </Field>
      <Field label={t("people.yourName")} error={wrong.name}>
        <Input name="name" autoComplete="name" value={asked.name} onValueChange={set("name")} />
      </Field>
      <Field label={t("people.email")} error={wrong.email}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          value={asked.email}
          onValueChange={set("email")}
        />
      </Field>
      <Field
        label={t("people.password")}
        hint={t("people.passwordHint", { count: shortest })}
        error={wrong.password}
      >
        <Input
          type="password"
          name="password"
          autoComplete="new-password"
          value={asked.password}
          onValueChange={set("password")}
        />
      </Field>
      <Field label={t("people.timeZone")} hint={t("people.timeZoneHint")}>
        <Select
          value={asked.timeZone}
          onChange={set("timeZone")}
          items={zones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
      </Field>
      <ErrorLine error={found.error} />
      <Button type="submit" look="primary" size="lg" busy={found.isPending} disabled={!complete}>
        {t("people.setup.act")}
      </Button>
    </DoorPage>
  );
}
