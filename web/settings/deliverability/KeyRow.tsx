import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  checkDkimKey,
  type DkimKey,
  getDeliverability,
  listMailDomains,
} from "../../../shared/deliverability.ts";
import { call } from "../../lib/call.ts";
import { useSaid } from "../../lib/said.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { toast } from "../../ui/Toast.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useAct } from "../parts/use-act.ts";
import { RecordLines } from "./RecordLines.tsx";

const tones = { waiting: "soon", active: "good", replaced: "calm" } as const;

/** One signing key: whether it signs yet, the record that DNS must show, and a look at DNS now. */
export function KeyRow({ dkimKey: key, onRemove }: { dkimKey: DkimKey; onRemove: () => void }) {
  const { t } = useTranslation();
  const said = useSaid();
  const act = useAct(listMailDomains, getDeliverability);
  const { id, selector, algorithm, state, record, trouble, checkedAt } = key;
  const look = async () => {
    const seen = await call(checkDkimKey, { params: { id } });
    toast(
      seen.trouble
        ? `${t("deliverability.keys.notSeen")} ${said(seen.trouble)}`
        : t("deliverability.keys.seen"),
    );
  };

  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-40 flex-1">
          <h3 className="flex flex-wrap items-baseline gap-x-2 font-medium">
            {t("deliverability.keys.key", { selector })}
            <Mark>{t(`mailOut.keys.${algorithm}`)}</Mark>
            <Mark tone={tones[state]}>{t(`deliverability.keys.states.${state}`)}</Mark>
          </h3>
          <p className="text-xs text-faint">
            {checkedAt ? (
              <>
                {t("deliverability.keys.checkedAt")} <RelativeTime at={checkedAt} long />
              </>
            ) : (
              t("deliverability.keys.neverChecked")
            )}
            {state === "waiting" && ` · ${t("deliverability.keys.byItself")}`}
          </p>
        </div>
        <Button
          size="sm"
          icon={<RotateCw className="size-3.5" />}
          busy={act.isPending}
          aria-label={t("deliverability.keys.checkNamed", { selector })}
          onClick={() => act.mutate({ run: look })}
        >
          {t("deliverability.keys.check")}
        </Button>
        <Button
          size="sm"
          look="danger"
          aria-label={t("deliverability.keys.removeNamed", { selector })}
          onClick={onRemove}
        >
          {t("deliverability.keys.remove")}
        </Button>
      </div>
      {trouble && <p className="mt-2 rounded-md bg-soon-soft px-3 py-1.5 break-words">{said(trouble)}</p>}
      {state === "waiting" ? (
        <RecordLines record={record} />
      ) : (
        <details className="mt-2 text-xs">
          <summary className="w-fit cursor-pointer rounded text-soft hover:text-ink">
            {`${record.type} ${record.name}`}
          </summary>
          <RecordLines record={record} />
        </details>
      )}
    </li>
  );
}
