import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListTodo } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listTasks, type TaskRow, type TaskView, taskViews } from "../../../shared/tasks.ts";
import { oneOf, useInAddress } from "../../lib/address.ts";
import { pagesOf } from "../../lib/query.ts";
import { useScrollMemory } from "../../lib/scroll-memory.ts";
import { daysBetween, useNow } from "../../lib/time.ts";
import { useMayAs, useMe } from "../../people/people.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { MorePages, nextPage, type Pages } from "../../ui/PagedList.tsx";
import { RowList } from "../../ui/RowList.tsx";
import { TabbedList } from "../../ui/TabbedList.tsx";
import { Reminders } from "../reminders/Reminders.tsx";
import { TaskLine } from "./TaskLine.tsx";

const states = ["open", "done"] as const;
type State = (typeof states)[number];
const empties = { mine: "emptyMine", teams: "emptyTeams", asked: "emptyAsked" } as const;

/** Tasks of all conversations: mine, my teams', and what I asked of others; what is due next first. */
export function TasksPage() {
  const { t } = useTranslation();
  const [of, setOf] = useInAddress<TaskView>("of", "mine", oneOf(taskViews));
  const [state, setState] = useInAddress<State>("state", "open", oneOf(states));
  const query = useInfiniteQuery(pagesOf(listTasks, { query: { of, state } }));
  const rows = query.data?.pages.flatMap(({ items }) => items);
  const scroller = useScrollMemory<HTMLElement>(`tasks ${of} ${state}`, rows !== undefined);
  const empty = state === "done" ? "emptyDone" : empties[of];

  return (
    <main ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-5 py-5">
      <div className="mx-auto max-w-3xl">
        <TabbedList
          title={t("tasks.page.title")}
          state={{
            label: t("tasks.page.state"),
            value: state,
            onChange: setState,
            items: states.map((value) => ({ value, label: t(`tasks.page.${value}`) })),
          }}
          of={{
            label: t("tasks.page.whose"),
            value: of,
            onChange: setOf,
            items: taskViews.map((value) => ({ value, label: t(`tasks.page.${value}`) })),
          }}
          query={query}
          count={rows?.length}
          empty={
            <EmptyState icon={<ListTodo />} title={t(`tasks.page.${empty}`)}>
              {t(`tasks.page.${empty}Text`)}
            </EmptyState>
          }
        >
          {rows && <Groups rows={rows} query={query} of={of} state={state} />}
        </TabbedList>
        <Reminders />
      </div>
    </main>
  );
}

const groups = ["overdue", "today", "later", "noTime", "done"] as const;

interface GroupsProps {
  rows: readonly TaskRow[];
  query: Pages;
  of: TaskView;
  state: State;
}

function Groups({ rows, query, of, state }: GroupsProps) {
  const { t } = useTranslation();
  const now = useNow();
  const me = useMe();
  const isAgent = useMayAs("agent");
  const byGroup = Map.groupBy(rows, (row) => (state === "done" ? "done" : groupOf(row, now)));
  const last = groups.findLast((group) => byGroup.has(group));
  const lists = groups.map((group) => {
    const items = byGroup.get(group);
    if (!items) return null;
    const isLast = group === last;
    return (
      <section key={group} aria-label={t(`tasks.page.${group}`)} className="mt-4">
        <h2 className="mb-1 text-xs font-medium text-faint">{t(`tasks.page.${group}`)}</h2>
        <RowList
          items={items}
          keyOf={({ id }) => id}
          estimate={49}
          memory={`tasks ${of} ${group}`}
          hasMore={isLast && query.hasNextPage}
          onEnd={nextPage(query)}
          className="divide-y divide-line/60 rounded-xl border border-line bg-surface px-4"
        >
          {(task) => (
            <li key={task.id} className="py-1">
              <TaskLine task={task} mayTick={isAgent || task.assignee?.id === me.id}>
                <Where task={task} />
              </TaskLine>
            </li>
          )}
        </RowList>
      </section>
    );
  });
  return (
    <>
      {lists}
      <MorePages query={query} />
    </>
  );
}

function Where({ task: { conversation } }: { task: TaskRow }) {
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view: "all", conversationId: conversation.id }}
      className="min-w-0 truncate text-soft underline underline-offset-2"
    >
      #{conversation.number} <bdi>{conversation.subject}</bdi>
    </Link>
  );
}

function groupOf({ dueAt }: TaskRow, now: Date): (typeof groups)[number] {
  if (dueAt === null) return "noTime";
  if (dueAt <= now) return "overdue";
  return daysBetween(now, dueAt) === 0 ? "today" : "later";
}
