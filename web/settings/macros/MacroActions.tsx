import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Priority } from "../../../shared/actions.ts";
import { listFields } from "../../../shared/fields.ts";
import type { MacroAction, Span } from "../../../shared/macros.ts";
import { useTags } from "../../conditions/tags.ts";
import { useActionWords } from "../../conversations/composer/macro-words.ts";
import { statusesQuery, useTopics } from "../../conversations/details/lists.ts";
import { DetailRow } from "../../fields/DetailRow.tsx";
import { FieldEditor } from "../../fields/FieldEditor.tsx";
import { queryOf } from "../../lib/query.ts";
import { mayAs, useColleagues } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { ChoiceButton } from "../../ui/ChoiceButton.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import type { PickerItem } from "../../ui/Picker.tsx";
import { SpanFields } from "./MacroStepChoice.tsx";

interface Props {
  actions: readonly MacroAction[];
  onChange: (actions: MacroAction[]) => void;
}
const look =
  "flex h-7 items-center rounded-md border border-line px-2 text-soft hover:bg-hover hover:text-ink";

/** What is done when the reply is sent, in words; each kind is added by a picker of its own. */
export function MacroActions({ actions, onChange }: Props) {
  const { t } = useTranslation();
  const say = useActionWords();
  const add = (action: MacroAction) => onChange([...actions, action]);
  return (
    <section aria-label={t("macros.actions")} className="flex flex-col gap-2">
      <h3 className="font-medium">{t("macros.actions")}</h3>
      {actions.length > 0 && (
        <ul aria-label={t("macros.actions")} className="flex flex-col">
          {actions.map((action, index) => (
            <li key={JSON.stringify(action)} className="flex min-h-8 items-center justify-between gap-2">
              <bdi className="min-w-0 truncate">{say(action)}</bdi>
              <IconButton
                label={t("macros.removeAction", { what: say(action) })}
                onClick={() => onChange(actions.filter((_, at) => at !== index))}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {actions.length < 20 && <Adding onAdd={add} />}
    </section>
  );
}

function Adding({ onAdd }: { onAdd: (action: MacroAction) => void }) {
  const { t } = useTranslation();
  const { agents, teams } = useColleagues();
  const topics = useTopics();
  const offered = useTags();
  const tags = offered.items.map(({ name, color }) => ({ value: name, label: name, color }));
  const statuses = useQuery(statusesQuery).data?.items ?? [];
  const [form, setForm] = useState<"snooze" | "fill" | null>(null);
  const people = agents.filter(({ active, joined, role }) => active && joined && mayAs(role, "agent"));
  const teamIds = new Set(teams.map(({ id }) => id));
  const pick = (
    act: "assign" | "prioritise" | "tag" | "untag" | "classify" | "status",
    items: readonly PickerItem[],
    make: (value: string) => MacroAction,
    free = false,
  ) => (
    <ChoiceButton
      key={act}
      label={t(`macros.acts.${act}`)}
      placeholder={t(`macros.acts.${act}`)}
      empty={t("macros.said.gone")}
      items={items}
      chosen={[]}
      {...(items === tags && { onText: offered.onText, note: offered.note })}
      onChoose={(value) => onAdd(make(value))}
      add={free ? { label: (text) => text, run: (text) => onAdd(make(text.slice(0, 50))) } : undefined}
      className={look}
    >
      {t(`macros.acts.${act}`)}
    </ChoiceButton>
  );
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        {pick("tag", tags, (tag) => ({ do: "tag", add: [tag], remove: [] }), true)}
        {pick("untag", tags, (tag) => ({ do: "tag", add: [], remove: [tag] }), true)}
        {pick(
          "prioritise",
          Priority.options.map((value) => ({ value, label: t(`conversations.priorities.${value}`) })),
          (value) => ({ do: "prioritise", priority: Priority.parse(value) }),
        )}
        {topics.length > 0 &&
          pick(
            "classify",
            topics.map(({ id, name, depth }) => ({ value: id, label: name, depth })),
            (topicId) => ({ do: "classify", topicId }),
          )}
        {statuses.length > 0 &&
          pick("status", statuses.map(named), (statusId) => ({ do: "status", statusId }))}
        {pick("assign", [...teams.map(named), ...people.map(named)], (id) =>
          teamIds.has(id) ? { do: "assign", teamId: id } : { do: "assign", agentId: id },
        )}
        {(["fill", "snooze"] as const).map((act) => (
          <button key={act} type="button" className={look} onClick={() => setForm(act)}>
            {t(`macros.acts.${act}`)}
          </button>
        ))}
        {(["follow", "unfollow"] as const).map((act) => (
          <button key={act} type="button" className={look} onClick={() => onAdd({ do: act })}>
            {t(`macros.acts.${act}`)}
          </button>
        ))}
      </div>
      {form === "snooze" && <SnoozeForm onAdd={onAdd} onDone={() => setForm(null)} />}
      {form === "fill" && <FillForm onAdd={onAdd} onDone={() => setForm(null)} />}
    </>
  );
}

interface FormProps {
  onAdd: (action: MacroAction) => void;
  onDone: () => void;
}

function SnoozeForm({ onAdd, onDone }: FormProps) {
  const { t } = useTranslation();
  const [span, setSpan] = useState<Span>({ amount: 1, unit: "days" });
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-hover p-3">
      <SpanFields span={span} onChange={setSpan} />
      <Button
        size="sm"
        onClick={() => {
          onAdd({ do: "snooze", in: span });
          onDone();
        }}
      >
        {t("macros.addAction")}
      </Button>
    </div>
  );
}

function FillForm({ onAdd, onDone }: FormProps) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listFields, { query: { subject: "conversation" } }));
  return (
    <dl className="rounded-lg bg-hover p-3">
      {(data?.items ?? []).map((field) => (
        <DetailRow key={field.id} label={field.label} hint={field.hint}>
          <FieldEditor
            field={{ ...field, value: null }}
            mayChange
            onChange={(value) => {
              onAdd({ do: "fill", values: { [field.id]: value } });
              onDone();
            }}
          />
        </DetailRow>
      ))}
      {data?.items.length === 0 && <p className="text-soft">{t("macros.said.gone")}</p>}
    </dl>
  );
}
