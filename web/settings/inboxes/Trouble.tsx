import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { InboxTrouble } from "../../../shared/email.ts";
import { useSaid } from "../../lib/said.ts";
import { exactTime, spokenTime, useNow } from "../../lib/time.ts";

/** What keeps an inbox from receiving or sending: what, since when, what to do, and when it is tried again. */
export function Trouble({ trouble }: { trouble: z.output<typeof InboxTrouble> }) {
  const { t } = useTranslation();
  const said = useSaid();
  const now = useNow();
  const { where, what, remedy, since, nextTryAt } = trouble;

  return (
    <div className="mt-3 flex items-start gap-2.5 rounded-lg bg-late-soft px-3 py-2">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-late" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-late">{t(`inboxSettings.trouble.${where}`)}</p>
        <p className="break-words">
          <bdi>{said(what)}</bdi>
        </p>
        <p className="mt-1 break-words">
          <span className="font-medium">{t("inboxSettings.trouble.remedy")}</span> <bdi>{said(remedy)}</bdi>
        </p>
        <p className="mt-1 text-xs text-soft">
          <span title={exactTime(since)}>
            {t("inboxSettings.trouble.since", { at: spokenTime(since, now) })}
          </span>{" "}
          {nextTryAt
            ? t("inboxSettings.trouble.nextTry", { at: spokenTime(nextTryAt, now) })
            : t("inboxSettings.trouble.noTry")}
        </p>
      </div>
    </div>
  );
}
