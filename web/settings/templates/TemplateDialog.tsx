import { useTranslation } from "react-i18next";
import { Priority } from "../../../shared/actions.ts";
import { ConversationType, Way } from "../../../shared/conversation-shape.ts";
import {
  type ConversationTemplate,
  changeConversationTemplate,
  createConversationTemplate,
  listConversationTemplates,
} from "../../../shared/conversation-templates.ts";
import { useTopics } from "../../conversations/details/lists.ts";
import { StartTags } from "../../conversations/start/StartProperties.tsx";
import { call } from "../../lib/call.ts";
import { useColleagues } from "../../people/people.ts";
import { Field, Input, Textarea } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { draftOf } from "./draft.ts";
import { ScopeChoice } from "./ScopeChoice.tsx";
import { TemplateFields } from "./TemplateFields.tsx";

const variables = "{{ customer.first_name }} · {{ customer.name }} · {{ agent.name }} · {{ workspace.name }}";

/** Makes a template, or changes it; for whom it is stays. */
export function TemplateDialog({
  template,
  onClose,
}: {
  template: ConversationTemplate | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const renew = useRenew(listConversationTemplates);
  const topics = useTopics();
  const { teams } = useColleagues();
  const form = useForm({
    stored: draftOf(template),
    save: ({ scope, teamId, ...content }) =>
      template
        ? call(changeConversationTemplate, { params: { id: template.id }, body: content })
        : call(createConversationTemplate, {
            body: { scope, teamId: scope === "team" ? teamId : null, ...content },
          }),
    onSaved: ({ name }) => {
      renew();
      toast(t("templateSettings.saved", { name }));
      onClose();
    },
  });
  const { value, set, wrong } = form;

  return (
    <FormDialog
      form={form}
      thing={template?.id}
      title={template?.name ?? t("templateSettings.new")}
      act={t("settings.save")}
      onClose={onClose}
      wide
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("sorting.name")} error={wrong["name"]}>
          <Input
            autoFocus
            maxLength={100}
            value={value.name}
            onValueChange={(name: string) => set({ name })}
          />
        </Field>
        <ScopeChoice draft={value} set={set} fixed={template !== null} />
        <Field label={t("details.start.way")}>
          <Select
            value={value.way}
            onChange={(way) => set({ way })}
            items={Way.options.map((one) => ({ value: one, label: t(`details.ways.${one}`) }))}
          />
        </Field>
        <Field label={t("details.type")}>
          <Select
            value={value.type ?? "none"}
            onChange={(type) => set({ type: type === "none" ? null : type })}
            items={[
              { value: "none" as const, label: "–" },
              ...ConversationType.options.map((one) => ({ value: one, label: t(`details.types.${one}`) })),
            ]}
          />
        </Field>
      </div>
      <Field label={t("conversations.subject")} error={wrong["subject"]}>
        <Input maxLength={500} value={value.subject} onValueChange={(subject: string) => set({ subject })} />
      </Field>
      <Field
        label={t("templateSettings.body")}
        error={wrong["body"]}
        hint={
          <>
            {t("templateSettings.variables")} <bdi dir="ltr">{variables}</bdi>
          </>
        }
      >
        <Textarea rows={5} value={value.body} onChange={(event) => set({ body: event.target.value })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("conversations.priority")}>
          <Select
            value={value.priority}
            onChange={(priority) => set({ priority })}
            items={Priority.options.map((one) => ({
              value: one,
              label: t(`conversations.priorities.${one}`),
            }))}
          />
        </Field>
        <Field label={t("details.topic")}>
          <Select
            value={value.topicId ?? ""}
            onChange={(topicId) => set({ topicId: topicId || null })}
            items={[{ value: "", label: "–" }, ...topics.map(({ id, path }) => ({ value: id, label: path }))]}
          />
        </Field>
        <Field label={t("templateSettings.forTeam")}>
          <Select
            value={value.forTeamId ?? ""}
            onChange={(forTeamId) => set({ forTeamId: forTeamId || null })}
            items={[
              { value: "", label: t("templateSettings.whoStarts") },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
      </div>
      <StartTags tags={value.tags} onChange={(tags) => set({ tags })} />
      <TemplateFields values={value.fields} onChange={(fields) => set({ fields })} />
    </FormDialog>
  );
}
