import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { Inbox } from "../../../../shared/email.ts";
import { getMailGrant } from "../../../../shared/mail-oauth.ts";
import { queryOf } from "../../../lib/query.ts";
import { cx } from "../../../ui/cx.ts";
import { IconButton } from "../../../ui/IconButton.tsx";

const Came = z.object({ mailGrant: z.enum(["given", "failed", "unknown"]), inbox: z.string().optional() });
export type Came = z.infer<typeof Came>;

/** What the provider led back with, from the address; null when nobody was sent there. */
export function useGrantCame(): Came | null {
  return Came.safeParse(useSearch({ strict: false })).data ?? null;
}

/** Says how the sign-in at a provider ended. */
export function GrantCame({ came, inboxes }: { came: Came; inboxes: readonly Inbox[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const good = came.mailGrant === "given";
  const name = inboxes.find(({ id }) => id === came.inbox)?.name ?? "";
  const { data } = useQuery({
    ...queryOf(getMailGrant, { params: { id: came.inbox ?? "" } }),
    enabled: came.mailGrant === "failed" && came.inbox !== undefined,
  });
  const Icon = good ? CircleCheck : TriangleAlert;
  const close = () =>
    void navigate({
      to: "/settings/$screen",
      params: { screen: "inboxes" },
      hash: came.inbox ?? "",
      replace: true,
    });

  return (
    <div
      role={good ? "status" : "alert"}
      className={cx(
        "mb-6 flex items-start gap-2.5 rounded-lg px-3 py-2",
        good ? "bg-kept-soft" : "bg-late-soft",
      )}
    >
      <Icon className={cx("mt-0.5 size-4 shrink-0", good ? "text-kept" : "text-late")} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className={cx("font-medium", good ? "text-kept" : "text-late")}>
          {t(`mailGrant.came.${came.mailGrant}`, { inbox: name })}
        </p>
        {data?.grant?.trouble && <p className="break-words">{data.grant.trouble}</p>}
        {came.mailGrant !== "given" && <p>{t(`mailGrant.came.${came.mailGrant}Hint`)}</p>}
      </div>
      <IconButton label={t("mailGrant.came.close")} onClick={close}>
        <X />
      </IconButton>
    </div>
  );
}
