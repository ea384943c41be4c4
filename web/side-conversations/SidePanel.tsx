import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { getSide } from "../../shared/side-conversations.ts";
import { queryOf } from "../lib/query.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { SideMenu } from "./SideMenu.tsx";
import { SideState } from "./SideState.tsx";
import { SideThread } from "./SideThread.tsx";

interface Props {
  id: string;
  onClose: () => void;
  /** Beside a conversation it is a column; alone it is the page. */
  className: string;
}

/** One side conversation: whom it asks, how it stands, what was written, and where one writes. */
export function SidePanel({ id, onClose, className }: Props) {
  const { t } = useTranslation();
  const head = useRef<HTMLHeadingElement>(null);
  const { data: side, error, refetch } = useQuery(queryOf(getSide, { params: { id } }));
  useEffect(() => head.current?.focus(), [id]);

  return (
    <aside
      aria-label={t("side.one")}
      className={className}
      onKeyDown={(event) => {
        // A dialog of this panel bubbles here, too, but stands elsewhere in the page.
        const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key !== "Escape" || event.defaultPrevented || !inside) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="flex shrink-0 items-start gap-2 border-b border-line px-4 py-2.5">
        <div className="min-w-0 flex-1">
          <h2 ref={head} tabIndex={-1} className="truncate font-semibold outline-none">
            <bdi>{side?.subject ?? t("side.one")}</bdi>
          </h2>
          {side ? (
            <p className="flex flex-wrap gap-x-2 text-xs text-soft">
              <span className="min-w-0 break-words">
                {t(`side.with.${side.asked.kind}`, { name: side.asked.name, address: side.asked.address })}
              </span>
              <SideState side={side} />
            </p>
          ) : (
            <Skeleton className="mt-1 h-3 w-40" />
          )}
        </div>
        {side?.mayWrite && !side.askedMe && <SideMenu side={side} />}
        <IconButton label={t("side.close")} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {side ? (
        <>
          <p className="shrink-0 border-b border-line bg-note px-4 py-1.5 text-xs text-soft">
            {t("side.unseen")}{" "}
            {(side.holder ?? side.team) && t("side.heldBy", { name: (side.holder ?? side.team)?.name })}
          </p>
          {side.trouble !== null && (
            <p role="alert" className="shrink-0 bg-late-soft px-4 py-1.5 text-late">
              <bdi>{side.trouble}</bdi>
            </p>
          )}
          <SideThread key={side.id} side={side} />
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div className="flex-1" aria-busy="true" />
      )}
    </aside>
  );
}
