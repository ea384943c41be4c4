import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import type { Happening } from "../../../shared/happenings.ts";
import { clockTime, exactTime, spokenTime, useNow } from "../../lib/time.ts";
import { type Colleagues, useColleagues } from "../../people/people.ts";
import { cx } from "../../ui/cx.ts";
import { happeningText } from "./happening-text.ts";

const many = 3;

/** A run of happenings between two messages; long runs show their end and open on demand. */
export function Happenings({
  happenings,
  conversation,
}: {
  happenings: readonly Happening[];
  conversation: Conversation;
}) {
  const { t } = useTranslation();
  const colleagues = useColleagues();
  const [open, setOpen] = useState(false);
  const shown = open || happenings.length <= many ? happenings : happenings.slice(-many + 1);

  return (
    <ul className="flex flex-col gap-0.5 ps-2 text-xs text-faint">
      {shown.length < happenings.length && (
        <li>
          <button
            type="button"
            onClick={() => setOpen(true)}
            className="rounded py-0.5 underline decoration-dotted underline-offset-2 hover:text-ink"
          >
            {t("conversations.moreHappenings", { count: happenings.length - shown.length })}
          </button>
        </li>
      )}
      {shown.map((happening) => (
        <Line key={happening.id} happening={happening} colleagues={colleagues} conversation={conversation} />
      ))}
    </ul>
  );
}

interface LineProps {
  happening: Happening;
  colleagues: Colleagues;
  conversation: Conversation;
}

function Line({ happening, colleagues, conversation }: LineProps) {
  const now = useNow();
  const { name, at } = happening;
  const dot =
    name === "promise.kept" || name === "conversation.resolved"
      ? "bg-kept"
      : name === "promise.broken" || name === "conversation.escalated"
        ? "bg-late"
        : "bg-field";
  return (
    <li className="flex items-baseline gap-2 leading-5">
      <span className={cx("relative -top-0.5 size-1.5 shrink-0 rounded-full", dot)} aria-hidden="true" />
      <span className="min-w-0">
        {happeningText(happening, { colleagues, conversation, spoken: (moment) => spokenTime(moment, now) })}
      </span>
      <time dateTime={at.toISOString()} title={exactTime(at)} className="shrink-0">
        {clockTime(at)}
      </time>
    </li>
  );
}
