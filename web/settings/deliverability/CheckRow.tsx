import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MailCheck } from "../../../shared/deliverability.ts";
import { useSaid } from "../../lib/said.ts";
import { cx } from "../../ui/cx.ts";
import { Mark } from "../parts/Mark.tsx";
import { RecordLines } from "./RecordLines.tsx";

const looks = {
  good: { Icon: CircleCheck, ink: "text-kept", tone: "good" },
  warning: { Icon: TriangleAlert, ink: "text-soon", tone: "soon" },
  bad: { Icon: CircleX, ink: "text-late", tone: "late" },
  unknown: { Icon: CircleHelp, ink: "text-faint", tone: "calm" },
} as const;

/** One thing that decides whether mail arrives: how it stands, what that means, and what to do. */
export function CheckRow({ check }: { check: MailCheck }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { what, verdict, says, remedy, found, record } = check;
  const { Icon, ink, tone } = looks[verdict];

  return (
    <li className="flex items-start gap-3 border-t border-line/60 py-3">
      <Icon className={cx("mt-0.5 size-4 shrink-0", ink)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <h3 className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{t(`deliverability.checks.${what}.title`)}</span>
          <span className="text-xs text-faint">{t(`deliverability.checks.${what}.text`)}</span>
          <Mark tone={tone}>{t(`deliverability.verdicts.${verdict}`)}</Mark>
        </h3>
        <p className="mt-0.5 break-words">
          <bdi>{said(says)}</bdi>
        </p>
        {remedy && (
          <p className="mt-1 break-words">
            <span className="font-medium">{t("deliverability.remedy")}</span> <bdi>{said(remedy)}</bdi>
          </p>
        )}
        {/* The record of a signing key stands with its key, below. */}
        {record && what !== "dkim" && <RecordLines record={record} />}
        <details className="mt-2 text-xs">
          <summary className="w-fit cursor-pointer rounded text-soft hover:text-ink">
            {t("deliverability.found")}
          </summary>
          {found.length === 0 ? (
            <p className="mt-1 text-faint">{t("deliverability.nothingFound")}</p>
          ) : (
            <ul className="mt-1 flex flex-col gap-1">
              {found.map((line) => (
                <li key={line} dir="ltr" className="rounded bg-hover px-2 py-1 font-mono break-all">
                  {line}
                </li>
              ))}
            </ul>
          )}
        </details>
      </div>
    </li>
  );
}
