import { MessagesSquare } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import type { SideConversation } from "../../shared/side-conversations.ts";
import { useStore } from "../lib/store.ts";
import { cx } from "../ui/cx.ts";
import { openSide } from "./open-side.ts";
import { SideState } from "./SideState.tsx";
import { useSides } from "./sides.ts";

/** Whom others were asked beside this conversation, and how that stands; nothing where nobody was. */
export function SideBar({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const sides = useSides(conversation.id);
  const closed = sides.filter(({ state }) => state === "closed");
  const shown = all ? sides : sides.filter(({ state }) => state !== "closed");
  if (sides.length === 0) return null;

  return (
    <section
      aria-label={t("side.title")}
      className="flex max-h-28 shrink-0 items-start gap-2 overflow-y-auto border-b border-line bg-hover/70 px-5 py-1.5"
    >
      <MessagesSquare className="mt-1.5 size-4 shrink-0 text-faint" aria-hidden="true" />
      <div className="flex min-w-0 flex-1 flex-wrap gap-1.5">
        {shown.map((side) => (
          <Chip key={side.id} side={side} />
        ))}
        {closed.length > 0 && (
          <button
            type="button"
            aria-expanded={all}
            onClick={() => setAll(!all)}
            className="min-h-7 rounded-md px-1.5 text-xs text-soft hover:bg-hover hover:text-ink"
          >
            {t(all ? "side.hideClosed" : "side.closedCount", { count: closed.length })}
          </button>
        )}
      </div>
    </section>
  );
}

function Chip({ side }: { side: SideConversation }) {
  const open = useStore(openSide);
  const pressed = open?.kind === "thread" && open.id === side.id;
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={side.subject}
      onClick={() => openSide.set(pressed ? null : { kind: "thread", id: side.id })}
      className={cx(
        "inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-md border px-2 text-xs",
        pressed ? "border-coral bg-coral-soft" : "border-line bg-surface hover:bg-hover",
      )}
    >
      <bdi className="max-w-48 truncate font-medium">{side.asked.name}</bdi>
      <SideState side={side} short className="min-w-0 truncate" />
    </button>
  );
}
