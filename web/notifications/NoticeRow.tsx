import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Notice } from "../../shared/notifications.ts";
import { useColleagues } from "../people/people.ts";
import { Cut } from "../ui/Cut.tsx";
import { cx } from "../ui/cx.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { markRead } from "./notices.ts";

/** A name within a sentence: neither turns the other round. */
const apart = (name: string) => `\u2068${name}\u2069`;

/** One thing that one was told: who did what, of which conversation, and the way there. */
export function NoticeRow({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const { agentName } = useColleagues();
  const { id, kind, conversation, side, actor, read, done, at } = notice;
  const fresh = !read && !done;
  const customer = conversation?.customer ?? "";
  const others = actor.kind === "key" ? t("notices.program") : t("notices.house");
  const who = actor.kind === "customer" ? customer : (agentName(actor.id) ?? others);
  const says = t(`notices.kinds.${kind}`, { who: apart(who), customer: apart(customer) });
  const words = (
    <>
      <span className={cx("block", fresh && "font-medium")}>
        {fresh && <span className="sr-only">{t("notices.isUnread")}: </span>}
        {says}
      </span>
      {side && (
        <span className="block truncate text-soft">
          <Cut>{side.subject}</Cut>
        </span>
      )}
      {conversation && (
        <span className="block truncate text-soft">
          #{conversation.number} <bdi>{customer}</bdi>: <bdi>{conversation.subject}</bdi>
        </span>
      )}
    </>
  );

  return (
    <li className="flex items-center gap-2 ps-4 pe-2">
      <span
        aria-hidden="true"
        className={cx("size-2 shrink-0 rounded-full", fresh ? "bg-coral" : "bg-transparent")}
      />
      {side ? (
        <Link
          to="/side-conversations/$sideId"
          params={{ sideId: side.id }}
          onClick={() => fresh && markRead({ ids: [id] })}
          className="min-w-0 flex-1 rounded-md px-1 py-3 hover:text-coral-ink"
          data-notice
        >
          {words}
        </Link>
      ) : conversation ? (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: "all", conversationId: conversation.id }}
          onClick={() => fresh && markRead({ ids: [id] })}
          className="min-w-0 flex-1 rounded-md px-1 py-3 hover:text-coral-ink"
          data-notice
        >
          {words}
        </Link>
      ) : (
        <div className="min-w-0 flex-1 px-1 py-3">{words}</div>
      )}
      <span className="shrink-0 text-xs text-faint">
        {done && !read && `${t("notices.over")} · `}
        <RelativeTime at={at} />
      </span>
      {fresh ? (
        <IconButton label={`${t("notices.read")}: ${says}`} onClick={() => markRead({ ids: [id] })}>
          <Check />
        </IconButton>
      ) : (
        <span className="w-7 shrink-0" />
      )}
    </li>
  );
}
