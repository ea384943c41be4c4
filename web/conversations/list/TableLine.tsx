import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDescription } from "../../../shared/conditions.ts";
import type { ConversationRow } from "../../../shared/conversation-shape.ts";
import type { FieldValue } from "../../../shared/fields.ts";
import { customerName } from "../../customers/names.ts";
import { useColleagues, useMe } from "../../people/people.ts";
import { cx } from "../../ui/cx.ts";
import { DueTime } from "../../ui/DueTime.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { type BuiltInColumn, conditionFieldsQuery, isBuiltIn } from "../../views/columns.ts";
import { TableContext, templateOf } from "./table-context.ts";

type Row = ConversationRow & { fields?: Record<string, FieldValue | null> };

/** A conversation as a line of a table, in the columns of its view. */
export function TableLine({ item }: { item: ConversationRow; selected: boolean }) {
  const columns = useContext(TableContext);
  return (
    <div
      className="grid h-full items-center gap-3 ps-8 pe-4"
      style={{ gridTemplateColumns: templateOf(columns) }}
    >
      {columns.map((column) => (
        <span
          key={column}
          className={cx(
            "min-w-0 truncate",
            column === "subject" && item.customerSpokeLast && "font-medium",
            column !== "subject" && column !== "customer" && "text-soft",
          )}
        >
          {isBuiltIn(column) ? (
            <BuiltIn row={item} column={column} />
          ) : (
            <OwnField column={column} value={(item as Row).fields?.[column.replace("field.", "")] ?? null} />
          )}
        </span>
      ))}
    </div>
  );
}

function BuiltIn({ row, column }: { row: ConversationRow; column: BuiltInColumn }): ReactNode {
  const { t } = useTranslation();
  const { workspace } = useMe();
  switch (column) {
    case "number":
      return <span className="figures">#{row.number}</span>;
    case "subject":
      return <bdi>{row.subject}</bdi>;
    case "customer":
      return <bdi>{customerName(row.customer)}</bdi>;
    case "holder":
      return <bdi>{row.holder?.name ?? ""}</bdi>;
    case "team":
      return <bdi>{row.team?.name ?? ""}</bdi>;
    case "state":
      return t(`states.short.${row.state}`);
    case "priority":
      return t(`conversations.priorities.${row.priority}`);
    case "tags":
      return <bdi>{row.tags.join(", ")}</bdi>;
    case "promise":
      return row.promise ? (
        <DueTime
          at={row.promise.dueAt}
          soonMinutes={workspace.dueSoonMinutes}
          broken={row.promise.brokenAt !== null}
        />
      ) : null;
    case "created":
      return <RelativeTime at={row.createdAt} />;
    case "last_message":
      return <RelativeTime at={row.lastMessageAt} />;
    case "resolved":
      return row.resolvedAt ? <RelativeTime at={row.resolvedAt} /> : null;
    case "inbox":
      return <Named field="conversation.inbox" id={row.inboxId} />;
    case "topic":
      return <Named field="conversation.topic" id={row.topicId} />;
    case "root_cause":
      return <Named field="conversation.root_cause" id={row.rootCauseId} />;
    case "status":
      return <Named field="conversation.status" id={row.statusId} />;
  }
}

function useField(id: string): FieldDescription | undefined {
  const { data } = useQuery(conditionFieldsQuery);
  return data?.fields.find((field) => field.id === id);
}

/** The name of what is chosen from a list of the workspace. */
function Named({ field, id }: { field: string; id: string | null }) {
  const options = useField(field)?.options;
  return <bdi>{options?.find(({ value }) => value === id)?.label ?? ""}</bdi>;
}

function OwnField({ column, value }: { column: string; value: FieldValue | null }) {
  const { t } = useTranslation();
  const { agentName } = useColleagues();
  const field = useField(column);
  if (value === null || value === "") return null;
  if (typeof value === "boolean") return t(value ? "conditions.yes" : "conditions.no");
  if (field?.type === "person") return <bdi>{agentName(String(value)) ?? ""}</bdi>;
  return <bdi>{field?.options?.find((option) => option.value === value)?.label ?? String(value)}</bdi>;
}
