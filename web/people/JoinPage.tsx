import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { checkLink, choosePassword } from "../../shared/sign-in.ts";
import { call } from "../lib/call.ts";
import { asProblem } from "../lib/problem.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { DoorPage } from "./DoorPage.tsx";
import { meQuery } from "./people.ts";

const shortest = 10;
const way = "self-start rounded text-coral-ink underline underline-offset-2";

/** Where the link of an invitation or of a forgotten password leads. */
export function JoinPage() {
  const { t } = useTranslation();
  const { token } = useParams({ from: "/join/$token" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [password, setPassword] = useState("");
  const choose = useMutation({
    mutationFn: () => call(choosePassword, { body: { token, password } }),
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, me);
      await navigate({ to: "/", replace: true });
    },
  });
  // A link that is dead is told before somebody types a password; after the choice it has been used.
  const link = useQuery({
    queryKey: [checkLink.path, token],
    queryFn: ({ signal }) => call(checkLink, { body: { token } }, { signal }),
    enabled: choose.isIdle,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const expired = choose.error && asProblem(choose.error).code === "link_expired";

  if (choose.isIdle && link.error && asProblem(link.error).code === "link_expired") return <DeadLink />;
  if (link.isFetching)
    return (
      <DoorPage title={t("people.join.title")}>
        <div role="status" aria-label={t("ui.loading")}>
          <Skeleton className="h-8" />
        </div>
      </DoorPage>
    );
  return (
    <DoorPage title={t("people.join.title")} lead={t("people.join.lead")} onSubmit={() => choose.mutate()}>
      <Field label={t("people.newPassword")} hint={t("people.passwordHint", { count: shortest })}>
        <Input
          type="password"
          name="password"
          autoComplete="new-password"
          autoFocus
          value={password}
          onValueChange={setPassword}
        />
      </Field>
      <ErrorLine error={choose.error} />
      {expired && (
        <Link to="/forgot" className={way}>
          {t("people.join.askAgain")}
        </Link>
      )}
      <Button
        type="submit"
        look="primary"
        size="lg"
        busy={choose.isPending}
        disabled={password.length < shortest}
      >
        {t("people.join.act")}
      </Button>
    </DoorPage>
  );
}

/** What to do with a link that is good no more; nothing is said of whose it was. */
function DeadLink() {
  const { t } = useTranslation();
  return (
    <DoorPage title={t("people.join.deadTitle")}>
      <p role="status" className="text-base leading-6">
        {t("people.join.dead")}
      </p>
      <Link to="/forgot" className={way}>
        {t("people.join.askAgain")}
      </Link>
      <Link to="/sign-in" className={way}>
        {t("people.forgot.back")}
      </Link>
    </DoorPage>
  );
}
