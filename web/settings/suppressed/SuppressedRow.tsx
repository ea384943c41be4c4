import { useTranslation } from "react-i18next";
import type { Suppression } from "../../../shared/suppressions.ts";
import { useSaid } from "../../lib/said.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Mark } from "../parts/Mark.tsx";

const tones = { hard_bounce: "late", complaint: "late", agent: "calm" } as const;

/** One address that gets no mail. */
export function SuppressedRow({ suppression, onLift }: { suppression: Suppression; onLift: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { address, cause, reason, agent, wroteSince, createdAt } = suppression;

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-52 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="min-w-0 font-medium break-all" dir="ltr">
            {address}
          </span>
          <Mark tone={tones[cause]}>{t(`suppressed.causes.${cause}`)}</Mark>
        </p>
        <p className="mt-0.5 break-words">
          <bdi>{said(reason)}</bdi>
        </p>
        <p className="mt-0.5 text-xs text-faint">
          {t("suppressed.since")} <RelativeTime at={createdAt} long />
          {agent && ` · ${t("suppressed.by", { name: agent.name })}`}
        </p>
        {wroteSince && <p className="mt-0.5 text-xs text-soft">{t("suppressed.wroteSince")}</p>}
      </div>
      <Button size="sm" aria-label={t("suppressed.liftNamed", { address })} onClick={onLift}>
        {t("suppressed.lift")}
      </Button>
    </li>
  );
}
