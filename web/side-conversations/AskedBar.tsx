import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { askedOfMe } from "./sides.ts";

/** In one's inbox: that colleagues wait for one's answer beside their conversations; nothing while nobody does. */
export function AskedBar() {
  const { t } = useTranslation();
  const { data } = useQuery(askedOfMe);
  const waiting = data?.items.filter(({ state }) => state === "waiting").length ?? 0;
  if (waiting === 0) return null;
  return (
    <Link
      to="/side-conversations"
      className="flex min-h-9 shrink-0 items-center gap-2 border-b border-line bg-coral-soft px-4 text-coral-ink hover:underline"
    >
      <MessagesSquare className="size-4 shrink-0" aria-hidden="true" />
      {t("shell.askedBeside", { count: waiting })}
    </Link>
  );
}
