import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InboundHook } from "../../../../shared/inbound-hooks.ts";
import { Button } from "../../../ui/Button.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { UnknownReports } from "./UnknownReports.tsx";

/** One service: how it proves itself, what came last, and what was refused. */
export function HookRow({ hook, onRemove }: { hook: InboundHook; onRemove: () => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { signed, topic, purpose, told, unknown, lastMailAt, lastRefusedAt, lastRefusal } = hook;
  const provider = t(`mailHooks.providers.${hook.provider}`);
  const refusedLast = lastRefusedAt && (!lastMailAt || lastRefusedAt > lastMailAt);

  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
          {provider}
          <Mark>{t(`mailOut.events.purposeShort.${purpose}`)}</Mark>
          <Mark tone={signed ? "good" : "calm"}>{t(signed ? "mailHooks.signed" : "mailHooks.unsigned")}</Mark>
        </p>
        <p className="text-xs text-faint">
          {lastMailAt ? (
            <>
              {t(purpose === "mail" ? "mailHooks.lastMail" : "mailOut.events.last")}{" "}
              <RelativeTime at={lastMailAt} long />
            </>
          ) : (
            t(purpose === "mail" ? "mailHooks.noMail" : "mailOut.events.none")
          )}
        </p>
        {told > 0 && (
          <p className="flex flex-wrap items-center gap-x-2 text-xs text-faint">
            {t("mailOut.events.told", { count: told })}
            {unknown > 0 && (
              <>
                {" · "}
                {t("mailOut.events.unknown", { count: unknown })}
                <Button size="sm" look="plain" onClick={() => setOpen(true)}>
                  {t("mailOut.events.show")}
                </Button>
              </>
            )}
          </p>
        )}
        {open && <UnknownReports onClose={() => setOpen(false)} />}
        {hook.provider === "ses" && (
          <p className="text-xs break-all text-faint">
            {topic ? t("mailHooks.topic", { topic }) : t("mailHooks.noTopic")}
          </p>
        )}
        {refusedLast && (
          <p className="mt-1 rounded-md bg-late-soft px-2.5 py-1.5 break-words">
            <span className="font-medium text-late">{t("mailHooks.refused")}</span> {lastRefusal}{" "}
            <RelativeTime at={lastRefusedAt} long className="text-xs text-soft" />
          </p>
        )}
      </div>
      <Button
        size="sm"
        look="danger"
        aria-label={t("mailHooks.removeNamed", { provider })}
        onClick={onRemove}
      >
        {t("mailHooks.remove")}
      </Button>
    </li>
  );
}
