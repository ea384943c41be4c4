import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListTodo } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTasks, type TaskRow, type TaskView, taskViews } from "../../../shared/tasks.ts";
import { pagesOf } from "../../lib/query.ts";
import { useScrollMemory } from "../../lib/scroll-memory.ts";
import { daysBetween, useNow } from "../../lib/time.ts";
import { useMayAs, useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Reminders } from "../reminders/Reminders.tsx";
import { TaskLine } from "./TaskLine.tsx";

const states = ["open", "done"] as const;
type State = (typeof states)[number];
const empties = { mine: "emptyMine", teams: "emptyTeams", asked: "emptyAsked" } as const;

/** Tasks of all conversations: mine, my teams', and what I asked of others; what is due next first. */
export function TasksPage() {
  const { t } = useTranslation();
  const [of, setOf] = useState<TaskView>("mine");
  const [state, setState] = useState<State>("open");
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(
    pagesOf(listTasks, { query: { of, state } }),
  );
  const rows = data?.pages.flatMap(({ items }) => items);
  const scroller = useScrollMemory<HTMLElement>(`tasks ${of} ${state}`, rows !== undefined);
  const empty = state === "done" ? "emptyDone" : empties[of];

  return (
    <main ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-5 py-5">
      <div className="mx-auto max-w-3xl">
        <header className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-base font-semibold">{t("tasks.page.title")}</h1>
          <Tabs
            label={t("tasks.page.state")}
            value={state}
            onChange={setState}
            items={states.map((value) => ({ value, label: t(`tasks.page.${value}`) }))}
          />
        </header>
        <Tabs
          label={t("tasks.page.whose")}
          value={of}
          onChange={setOf}
          items={taskViews.map((value) => ({ value, label: t(`tasks.page.${value}`) }))}
        >
          {error && !rows ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : !rows ? (
            <div aria-busy="true" className="mt-4 flex flex-col gap-3">
              <Skeleton className="h-4 w-2/3" />
              <Skeleton className="h-4 w-1/2" />
            </div>
          ) : rows.length === 0 ? (
            <EmptyState icon={<ListTodo />} title={t(`tasks.page.${empty}`)}>
              {t(`tasks.page.${empty}Text`)}
            </EmptyState>
          ) : (
            <Groups rows={rows} state={state} />
          )}
          {hasNextPage && (
            <Button className="mt-3" onClick={() => void fetchNextPage()}>
              {t("tasks.page.more")}
            </Button>
          )}
        </Tabs>
        <Reminders />
      </div>
    </main>
  );
}

const groups = ["overdue", "today", "later", "noTime", "done"] as const;

function Groups({ rows, state }: { rows: readonly TaskRow[]; state: State }) {
  const { t } = useTranslation();
  const now = useNow();
  const me = useMe();
  const isAgent = useMayAs("agent");
  const byGroup = Map.groupBy(rows, (row) => (state === "done" ? "done" : groupOf(row, now)));
  return groups.map((group) => {
    const items = byGroup.get(group);
    if (!items) return null;
    return (
      <section key={group} aria-label={t(`tasks.page.${group}`)} className="mt-4">
        <h2 className="mb-1 text-xs font-medium text-faint">{t(`tasks.page.${group}`)}</h2>
        <ul className="divide-y divide-line/60 rounded-xl border border-line bg-surface px-4">
          {items.map((task) => (
            <li key={task.id} className="py-1">
              <TaskLine task={task} mayTick={isAgent || task.assignee?.id === me.id}>
                <Where task={task} />
              </TaskLine>
            </li>
          ))}
        </ul>
      </section>
    );
  });
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
