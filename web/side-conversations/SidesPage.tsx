import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listMySides, type SideConversation, sideViews } from "../../shared/side-conversations.ts";
import { useActions } from "../lib/actions.ts";
import { oneOf, useInAddress } from "../lib/address.ts";
import { pagesOf } from "../lib/query.ts";
import { useScrollMemory } from "../lib/scroll-memory.ts";
import { cx } from "../ui/cx.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PagedList } from "../ui/PagedList.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { TabbedList } from "../ui/TabbedList.tsx";
import { SidePanel } from "./SidePanel.tsx";
import { SideState } from "./SideState.tsx";

const states = ["open", "closed"] as const;

/** Side conversations of all conversations: what is asked of me and my teams, and what I asked; one of them open beside. */
export function SidesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { sideId } = useParams({ strict: false });
  const [of, setOf] = useInAddress("of", "asked", oneOf(sideViews));
  const [state, setState] = useInAddress("state", "open", oneOf(states));
  const query = useInfiniteQuery(pagesOf(listMySides, { query: { of, state } }));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const scroller = useScrollMemory<HTMLDivElement>(`sides ${of} ${state}`, rows !== undefined);
  const back = () => void navigate({ to: "/side-conversations", search: true });
  useActions(
    sideId
      ? [{ id: "back", group: "list", title: "actions.back", keys: "Escape", onlyKey: true, run: back }]
      : [],
  );

  return (
    <main className="flex min-h-0 min-w-0 flex-1">
      <div
        ref={scroller}
        className={cx("min-h-0 min-w-0 flex-1 overflow-y-auto px-5 py-5", sideId && "max-lg:hidden")}
      >
        <div className="mx-auto max-w-3xl">
          <TabbedList
            title={t("side.title")}
            state={{
              label: t("side.page.state"),
              value: state,
              onChange: setState,
              items: states.map((value) => ({ value, label: t(`side.page.${value}`) })),
            }}
            of={{
              label: t("side.page.whose"),
              value: of,
              onChange: setOf,
              items: sideViews.map((value) => ({ value, label: t(`side.page.${value}`) })),
            }}
            query={query}
            count={rows?.length}
            empty={
              <EmptyState icon={<MessagesSquare />} title={t(`side.page.empty.${of}`)}>
                {t(`side.page.emptyText.${of}`)}
              </EmptyState>
            }
          >
            <PagedList
              query={query}
              items={rows ?? []}
              keyOf={({ id }) => id}
              estimate={58}
              memory={`sides ${of} ${state}`}
              className="mt-3 divide-y divide-line/60 rounded-xl border border-line bg-surface"
            >
              {(side) => <Row key={side.id} side={side} open={side.id === sideId} />}
            </PagedList>
          </TabbedList>
        </div>
      </div>
      {sideId && (
        <SidePanel
          key={sideId}
          id={sideId}
          onClose={back}
          className="flex min-h-0 flex-col border-line bg-paper max-lg:flex-1 lg:w-[32rem] lg:shrink-0 lg:border-s"
        />
      )}
    </main>
  );
}

function Row({ side, open }: { side: SideConversation; open: boolean }) {
  const { t } = useTranslation();
  const { id, subject, asked, madeBy, conversation, lastMessageAt, askedMe } = side;
  return (
    <li className={cx("flex items-center gap-3 px-4", open && "bg-hover")}>
      <Link
        to="/side-conversations/$sideId"
        params={{ sideId: id }}
        search={true}
        className="min-w-0 flex-1 rounded-md py-2.5 hover:text-coral-ink"
      >
        <span className="block truncate font-medium">
          <bdi>{subject}</bdi>
        </span>
        <span className="flex flex-wrap gap-x-2 text-xs text-soft">
          <bdi>
            {askedMe
              ? t("side.page.by", { name: madeBy?.name ?? t("side.program") })
              : t(`side.with.${asked.kind}`, { name: asked.name, address: asked.address })}
          </bdi>
          <SideState side={side} />
        </span>
      </Link>
      {conversation && (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: "all", conversationId: conversation.id }}
          className="max-w-40 shrink-0 truncate text-xs text-soft underline underline-offset-2"
        >
          #{conversation.number} <bdi>{conversation.subject}</bdi>
        </Link>
      )}
      <RelativeTime at={lastMessageAt} className="shrink-0 text-xs text-faint" />
    </li>
  );
}
