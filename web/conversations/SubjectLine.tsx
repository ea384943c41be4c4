import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../shared/conversation-shape.ts";
import { useMe } from "../people/people.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Cut } from "../ui/Cut.tsx";
import { DueTime } from "../ui/DueTime.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";

export const subjectLineHeight = 60;

/** A conversation where its customer is known already: what it was about, how it stands, who holds it. */
export function SubjectLine({ item: row }: { item: ConversationRow }) {
  const { t } = useTranslation();
  const { workspace } = useMe();
  const holder = row.holder?.name ?? row.team?.name;
  return (
    <div className="flex h-full items-center gap-3 px-5">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-medium">
            <Cut>{row.subject}</Cut>
          </span>
          <span className="shrink-0 text-xs text-faint">
            {t(`states.short.${row.state}`)} · <bdi>#{row.number}</bdi>
          </span>
        </p>
        <p className="truncate text-faint">
          <Cut>{row.preview}</Cut>
        </p>
      </div>
      <span className="shrink-0 text-xs">
        {row.promise ? (
          <DueTime
            at={row.promise.dueAt}
            soonMinutes={workspace.dueSoonMinutes}
            broken={row.promise.brokenAt !== null}
          />
        ) : (
          <RelativeTime at={row.resolvedAt ?? row.lastMessageAt} className="text-faint" />
        )}
      </span>
      {holder && (
        <Avatar
          name={holder}
          size="xs"
          label={t("conversations.heldBy", { name: holder })}
          dim={!row.holder}
        />
      )}
    </div>
  );
}
