import { AlarmClock, ArrowDown, ArrowUp, ChevronsUp, CornerUpLeft, Hand, Pause } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../../shared/conversation-shape.ts";
import { customerName } from "../../customers/names.ts";
import { useMe } from "../../people/people.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { cx } from "../../ui/cx.ts";
import { DueTime } from "../../ui/DueTime.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { DraftMark } from "../drafts/DraftMark.tsx";

export const lineHeight = 78;

// Cut off where its own language ends, yet standing on the side where the list begins.
const cut = "min-w-0 flex-1 truncate text-left [html[dir=rtl]_&]:text-right";

/** A conversation in a list: who, what, what they said last, who holds it, and what is due. */
export function ConversationLine({ item: row, selected }: { item: ConversationRow; selected: boolean }) {
  const { t } = useTranslation();
  const { workspace } = useMe();
  const holder = row.holder?.name ?? row.team?.name;

  return (
    <div className="flex h-full items-center gap-2.5 px-4 ps-3">
      <span
        className={cx(
          "size-1.5 shrink-0 rounded-full",
          row.customerSpokeLast && row.state !== "resolved" ? "bg-coral" : "bg-transparent",
        )}
      >
        {row.customerSpokeLast && row.state !== "resolved" && (
          <span className="sr-only">{t("conversations.theyWroteLast")}</span>
        )}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <span
            className={cx("min-w-0 flex-1 truncate", row.customerSpokeLast ? "font-semibold" : "font-medium")}
          >
            <bdi>{customerName(row.customer)}</bdi>
          </span>
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
        </div>
        <div className="flex items-center gap-1.5">
          <Mark row={row} />
          <span dir="auto" className={cut}>
            {row.subject}
          </span>
        </div>
        <div className="flex items-center gap-2">
          <span dir="auto" className={cx(cut, selected ? "text-soft" : "text-faint")}>
            {row.preview}
          </span>
          <DraftMark conversationId={row.id} />
          {holder && (
            <Avatar
              name={holder}
              size="xs"
              label={t("conversations.heldBy", { name: holder })}
              dim={!row.holder}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** One small sign where there is something to know at a glance. */
function Mark({ row }: { row: ConversationRow }) {
  const { t } = useTranslation();
  const [Icon, text, tone] = signOf(row);
  if (!Icon || !text) return null;
  return (
    <span className={tone} title={t(text)}>
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{t(text)}</span>
    </span>
  );
}

function signOf(row: ConversationRow) {
  if (row.offeredTo) return [Hand, "conversations.marks.offered", "text-coral-ink"] as const;
  if (row.snoozedUntil) return [AlarmClock, "conversations.marks.snoozed", "text-faint"] as const;
  if (row.priority === "urgent") return [ChevronsUp, "conversations.marks.urgent", "text-late"] as const;
  if (row.priority === "high") return [ArrowUp, "conversations.marks.high", "text-soon"] as const;
  if (row.state === "waiting") return [CornerUpLeft, "conversations.marks.waiting", "text-faint"] as const;
  if (row.state === "on_hold") return [Pause, "conversations.marks.onHold", "text-faint"] as const;
  if (row.priority === "low") return [ArrowDown, "conversations.marks.low", "text-faint"] as const;
  return [null, null, ""] as const;
}
