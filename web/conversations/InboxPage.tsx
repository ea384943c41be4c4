import { Outlet, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { View } from "../../shared/conversations.ts";
import { useActions } from "../lib/actions.ts";
import { useStore } from "../lib/store.ts";
import { cx } from "../ui/cx.ts";
import { Splitter } from "../ui/Splitter.tsx";
import { changeColumns, columns } from "./layout.ts";
import { ListColumn } from "./list/ListColumn.tsx";

/** The list beside what is open; one of the two on a phone. */
export function InboxPage() {
  const { t } = useTranslation();
  const { view, conversationId } = useParams({ strict: false }) as { view: View; conversationId?: string };
  const { list, showList } = useStore(columns);
  const hidden = !showList && Boolean(conversationId);

  useActions([
    {
      id: "columns.list",
      group: "general",
      title: "actions.toggleList",
      keys: "[",
      run: () => changeColumns({ showList: !showList }),
    },
  ]);

  return (
    <main className="flex min-h-0 flex-1" style={{ "--list": `${list}px` } as React.CSSProperties}>
      <section
        aria-label={t("conversations.list")}
        className={cx(
          "flex min-h-0 min-w-0 flex-1 flex-col lg:w-(--list) lg:flex-none",
          conversationId && "max-lg:hidden",
          hidden && "lg:hidden",
        )}
      >
        <ListColumn key={view} view={view} openId={conversationId} />
      </section>
      {!hidden && (
        <Splitter
          label={t("conversations.listWidth")}
          width={list}
          min={280}
          max={520}
          column="before"
          onChange={(width) => changeColumns({ list: width })}
        />
      )}
      <Outlet />
    </main>
  );
}
