import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type FolderAccount, fetchMailsAgain, getMailAccount } from "../../../shared/mail-accounting.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useAct } from "../parts/use-act.ts";
import { Counts } from "./Counts.tsx";

const mostShown = 50;

/** One folder of a mailbox: what the server has, what is here, and what is missing. */
export function FolderRow({ inboxId, folder }: { inboxId: string; folder: FolderAccount }) {
  const { t, i18n } = useTranslation();
  const act = useAct(getMailAccount);
  const { id, missing, missingCount, checkedAt, endedAt, serverCount, waiting } = folder;
  const date = endedAt?.toLocaleDateString(i18n.language) ?? "";
  const numbers = missing.slice(0, mostShown).join(", ") + (missingCount > mostShown ? " …" : "");

  return (
    <div>
      <p className="flex flex-wrap items-center gap-2">
        <bdi className="font-medium">{folder.folder}</bdi>
        {checkedAt && !endedAt && (
          <Mark tone={missingCount > 0 ? "late" : "good"}>
            {missingCount > 0
              ? t("mailAccounting.missing", { count: missingCount })
              : t("mailAccounting.addsUp")}
          </Mark>
        )}
        {checkedAt && (
          <span className="text-xs text-faint">
            {t("mailAccounting.comparedAt")} <RelativeTime at={checkedAt} />
          </span>
        )}
      </p>
      <Counts counts={folder.counts} />
      <p className="text-soft">
        {serverCount !== null && `${t("mailAccounting.onServer", { count: serverCount })} · `}
        {waiting > 0 && `${t("mailAccounting.waiting", { count: waiting })} · `}
        {endedAt
          ? t("mailAccounting.ended", { date })
          : t("mailAccounting.since", { number: folder.startUid })}
        {!checkedAt && !endedAt && ` ${t("mailAccounting.never")}`}
      </p>
      {missingCount > 0 && !endedAt && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            icon={<RotateCw className="size-3.5" />}
            busy={act.isPending}
            onClick={() =>
              act.mutate({
                run: () =>
                  call(fetchMailsAgain, { params: { id: inboxId }, body: { folderId: id, uids: missing } }),
                done: t("mailAccounting.againDone"),
              })
            }
          >
            {t("mailAccounting.again")}
          </Button>
          <span className="min-w-0 break-words text-soft">{t("mailAccounting.numbers", { numbers })}</span>
        </div>
      )}
    </div>
  );
}
