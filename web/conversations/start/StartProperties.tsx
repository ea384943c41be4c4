import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Priority } from "../../../shared/actions.ts";
import { ConversationType } from "../../../shared/conversation-shape.ts";
import { listInboxes } from "../../../shared/email.ts";
import { listFields } from "../../../shared/fields.ts";
import { useTags } from "../../conditions/tags.ts";
import { queryOf } from "../../lib/query.ts";
import { useColleagues } from "../../people/people.ts";
import { ChoiceButton } from "../../ui/ChoiceButton.tsx";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { useTopics } from "../details/lists.ts";
import type { StartDraft } from "./draft.ts";

interface Props {
  draft: StartDraft;
  set: (change: Partial<StartDraft>) => void;
}

/** What else is known at the beginning; all of it can be changed later. */
export function StartProperties({ draft, set }: Props) {
  const { t } = useTranslation();
  const topics = useTopics();
  const { data: inboxes } = useQuery(queryOf(listInboxes, {}));

  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("details.type")}>
          <Select
            value={draft.type ?? "none"}
            onChange={(value) => set({ type: value === "none" ? null : value })}
            items={[
              { value: "none" as const, label: "–" },
              ...ConversationType.options.map((value) => ({ value, label: t(`details.types.${value}`) })),
            ]}
          />
        </Field>
        <Field label={t("conversations.priority")}>
          <Select
            value={draft.priority}
            onChange={(priority) => set({ priority })}
            items={Priority.options.map((value) => ({
              value,
              label: t(`conversations.priorities.${value}`),
            }))}
          />
        </Field>
        {topics.length > 0 && (
          <Field label={t("details.topic")}>
            <Select
              value={draft.topicId ?? ""}
              onChange={(topicId) => set({ topicId: topicId || null })}
              items={[
                { value: "", label: "–" },
                ...topics.map(({ id, path }) => ({ value: id, label: path })),
              ]}
            />
          </Field>
        )}
        {inboxes && inboxes.items.length > 1 && (
          <Field label={t("conversations.inbox")}>
            <Select
              value={draft.inboxId ?? inboxes.items[0]?.id ?? ""}
              onChange={(inboxId) => set({ inboxId })}
              items={inboxes.items.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        )}
      </div>
      <StartTags tags={draft.tags} onChange={(tags) => set({ tags })} />
      {draft.template && <AlsoSays template={draft.template} />}
    </>
  );
}

/** Tags to begin with, found by typing or new. */
export function StartTags({ tags, onChange }: { tags: string[]; onChange: (tags: string[]) => void }) {
  const { t } = useTranslation();
  const { items: known, onText, note } = useTags();
  const toggle = (tag: string) =>
    onChange(tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag]);
  return (
    <div role="group" aria-label={t("details.tags")} className="flex flex-wrap items-center gap-1">
      <span className="me-1 font-medium">{t("details.tags")}</span>
      {tags.map((tag) => (
        <Tag
          key={tag}
          color={known.find(({ name }) => name === tag)?.color ?? null}
          onRemove={() => toggle(tag)}
          removeLabel={t("conversations.removeTag", { tag })}
        >
          {tag}
        </Tag>
      ))}
      <ChoiceButton
        label={t("details.addTag")}
        placeholder={t("details.findOrAdd")}
        empty={t("details.typeTag")}
        items={known.map(({ name, color }) => ({ value: name, label: name, color }))}
        chosen={tags}
        onChoose={toggle}
        add={{
          label: (text) => t("details.addNamed", { name: text }),
          run: (text) => toggle(text.toLocaleLowerCase().slice(0, 50)),
        }}
        several
        onText={onText}
        note={note}
        className="flex h-6 items-center rounded px-1.5 text-soft hover:bg-hover hover:text-ink"
      >
        + {t("conversations.addTag")}
      </ChoiceButton>
    </div>
  );
}

/** What a template fills in that stands nowhere else in the form. */
function AlsoSays({ template }: { template: NonNullable<StartDraft["template"]> }) {
  const { t } = useTranslation();
  const { teamName } = useColleagues();
  const { data } = useQuery(queryOf(listFields, { query: { subject: "conversation" } }));
  const labels = (data?.items ?? []).filter(({ id }) => id in template.fields).map(({ label }) => label);
  const team = teamName(template.forTeamId);
  if (labels.length === 0 && !team) return null;
  return (
    <p className="text-xs text-soft">
      {labels.length > 0 && t("details.start.alsoFills", { fields: labels.join(", ") })}{" "}
      {team && t("details.start.goesTo", { name: team })}
    </p>
  );
}
