import { useTranslation } from "react-i18next";
import type { Inbox } from "../../../shared/email.ts";
import { useColleagues, useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Mark } from "../parts/Mark.tsx";
import { TestButton, TestSteps } from "./ConnectionTest.tsx";
import { Trouble } from "./Trouble.tsx";
import { useConnectionTest } from "./use-connection-test.ts";

interface Props {
  inbox: Inbox;
  onEdit: () => void;
  onRemove: () => void;
}

/** One inbox: its address, where its mail goes and comes from, and what troubles it. */
export function InboxCard({ inbox, onEdit, onRemove }: Props) {
  const { t } = useTranslation();
  const isAdmin = useMay("mail.inboxes");
  const { teamName } = useColleagues();
  const test = useConnectionTest(inbox.id);
  const { name, address, teamId, restricted, imap, smtp, trouble } = inbox;

  return (
    <li className="rounded-xl border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-48 flex-1">
          <h2 className="truncate text-base font-semibold">{name}</h2>
          <p className="truncate text-soft">
            <bdi>{address}</bdi>
          </p>
        </div>
        {isAdmin && (
          <div className="flex flex-wrap gap-1">
            {(imap || smtp) && <TestButton test={test} size="sm" />}
            <Button size="sm" onClick={onEdit} aria-label={t("inboxSettings.editNamed", { name })}>
              {t("settings.change")}
            </Button>
            <Button
              size="sm"
              look="danger"
              onClick={onRemove}
              aria-label={t("inboxSettings.removeNamed", { name })}
            >
              {t("settings.remove")}
            </Button>
          </div>
        )}
      </div>
      <p className="mt-2 flex flex-wrap gap-1">
        <Mark>
          {teamId
            ? t("inboxSettings.goesTo", { team: teamName(teamId) ?? t("acts.team") })
            : t("inboxSettings.goesToOwner")}
        </Mark>
        {restricted && <Mark>{t("inboxSettings.restrictedShort")}</Mark>}
        <Mark>
          {imap ? t("inboxSettings.fetchedFrom", { host: imap.host }) : t("inboxSettings.notFetched")}
        </Mark>
        {smtp ? (
          <Mark>{t("inboxSettings.sentThrough", { host: smtp.host })}</Mark>
        ) : (
          <Mark tone="soon">{t("inboxSettings.notSent")}</Mark>
        )}
        {trouble.length === 0 && (imap || smtp) && <Mark tone="good">{t("inboxSettings.noTrouble")}</Mark>}
      </p>
      {trouble.map((one) => (
        <Trouble key={one.where} trouble={one} />
      ))}
      <TestSteps test={test} />
    </li>
  );
}
