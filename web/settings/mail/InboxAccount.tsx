import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useTranslation } from "react-i18next";
import { checkMailAccount, getMailAccount, type HookAccount } from "../../../shared/mail-accounting.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useAct } from "../parts/use-act.ts";
import { Counts } from "./Counts.tsx";
import { FolderRow } from "./FolderRow.tsx";

/** One inbox: what came by each way, each folder of its mailbox, and each mail service. */
export function InboxAccount({ inboxId }: { inboxId: string }) {
  const { t } = useTranslation();
  const query = useQuery(queryOf(getMailAccount, { params: { id: inboxId } }));
  const act = useAct(getMailAccount);
  const check = () =>
    act.mutate({
      run: () => call(checkMailAccount, { params: { id: inboxId } }),
      done: t("mailAccounting.checked"),
    });

  return (
    <div className="flex flex-col gap-4 border-t border-line/60 bg-ground/40 px-4 py-4">
      <Loaded query={query} rows={1}>
        {({ ways, folders, hooks }) => (
          <>
            {ways.length === 0 && folders.length === 0 && hooks.length === 0 && (
              <p className="text-soft">{t("mailAccounting.nothing")}</p>
            )}
            {ways
              .filter(({ source }) => source !== "imap" || folders.length === 0)
              .map(({ source, counts }) => (
                <div key={source}>
                  <p className="font-medium">{t(`mailAccounting.ways.${source}`)}</p>
                  <Counts counts={counts} />
                </div>
              ))}
            {folders.map((folder) => (
              <FolderRow key={folder.id} inboxId={inboxId} folder={folder} />
            ))}
            {hooks.map((hook) => (
              <HookRow key={hook.hookId} hook={hook} />
            ))}
            {folders.some(({ endedAt }) => endedAt === null) && (
              <Button
                size="sm"
                className="self-start"
                icon={<Scale className="size-3.5" />}
                busy={act.isPending}
                onClick={check}
              >
                {t("mailAccounting.check")}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

function HookRow({ hook: { provider, handedOver, missingCount, missing } }: { hook: HookAccount }) {
  const { t } = useTranslation();
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t(`mailHooks.providers.${provider as "postmark"}`)}</span>
        <Mark tone={missingCount > 0 ? "late" : "good"}>
          {missingCount > 0
            ? t("mailAccounting.missing", { count: missingCount })
            : t("mailAccounting.addsUp")}
        </Mark>
      </p>
      <p className="text-soft">{t("mailAccounting.handedOver", { count: handedOver })}</p>
      {missingCount > 0 && (
        <p className="break-words text-soft">
          {t("mailAccounting.ids", { ids: missing.join(", ") })} {t("mailAccounting.hookRemedy")}
        </p>
      )}
    </div>
  );
}
