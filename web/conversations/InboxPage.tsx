import { Outlet, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useActions } from "../lib/actions.ts";
import { useStore } from "../lib/store.ts";
import { cx } from "../ui/cx.ts";
import { Splitter } from "../ui/Splitter.tsx";
import { isSavedView } from "../views/saved.ts";
import { changeColumns, columns } from "./layout.ts";
import { ListColumn } from "./list/ListColumn.tsx";

/** The list beside what is open; one of the two on a phone. */
export function InboxPage() {
  const { t } = useTranslation();
  const { view, conversationId } = useParams({ strict: false }) as { view: string; conversationId?: string };
  const { list, showList } = useStore(columns);
  const hidden = !showList && Boolean(conversationId);
  // A view that somebody made is a table of its columns until something is opened.
  const table = isSavedView(view) && !conversationId;

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
          "flex min-h-0 min-w-0 flex-1 flex-col",
          !table && "lg:w-(--list) lg:flex-none",
          conversationId && "max-lg:hidden",
          hidden && "lg:hidden",
        )}
      >
        <ListColumn key={view} view={view} openId={conversationId} />
      </section>
      {!hidden && !table && (
        <Splitter
          label={t("conversations.listWidth")}
          width={list}
          min={280}
          max={520}
          column="before"
          onChange={(width) => changeColumns({ list: width })}
        />
      )}
      {!table && <Outlet />}
    </main>
  );
}
