import { useQuery } from "@tanstack/react-query";
import { ListTodo, Megaphone } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { getPlaybook } from "../../../shared/playbook.ts";
import { queryOf } from "../../lib/query.ts";
import { useTasks } from "../tasks/tasks.ts";
import { openDetail } from "./open-detail.ts";

/** On a phone, what the column of a desk keeps in sight: how far a complaint is, and what is still to be done. */
export function InShort({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(getPlaybook, { params: { id: conversation.id } }));
  const open = useTasks(conversation.id).filter(({ state }) => state === "open").length;
  const done = data?.steps.filter((step) => step.done).length ?? 0;

  return (
    <span className="contents lg:hidden">
      {data?.complaint && (
        <Chip icon={<Megaphone />}>
          {t("playbook.title")} {t("playbook.progress", { done, all: data.steps.length })}
        </Chip>
      )}
      <Chip
        icon={<ListTodo />}
        label={`${t("tasks.title")} ${open > 0 ? t("tasks.open", { count: open }) : ""}`}
      >
        {open > 0 ? t("tasks.open", { count: open }) : t("tasks.title")}
      </Chip>
    </span>
  );
}

function Chip({ icon, label, children }: { icon: ReactNode; label?: string; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={label?.trim()}
      onClick={() => openDetail.set("sheet")}
      className="flex h-6 items-center gap-1 rounded-md px-1.5 text-xs text-soft hover:bg-hover hover:text-ink [&_svg]:size-3.5 [&_svg]:shrink-0"
    >
      {icon}
      <span>{children}</span>
    </button>
  );
}
