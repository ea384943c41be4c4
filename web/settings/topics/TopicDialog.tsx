import { useTranslation } from "react-i18next";
import { changeTopic, createTopic, listTopics, type Topic } from "../../../shared/topics.ts";
import { useTopics } from "../../conversations/details/lists.ts";
import { call } from "../../lib/call.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { LearnedWords } from "./LearnedWords.tsx";

interface Props {
  topic: Topic | null;
  parentId: string | null;
  onClose: () => void;
}

/** Makes a topic, or changes its name, where it stands, and the words that point to it. */
export function TopicDialog({ topic, parentId, onClose }: Props) {
  const { t } = useTranslation();
  const renew = useRenew(listTopics);
  const topics = useTopics();
  const places = topics.filter(({ ids }) => !topic || !ids.includes(topic.id));
  const form = useForm({
    stored: {
      name: topic?.name ?? "",
      parentId: parentId ?? "",
      keywords: (topic?.keywords ?? []).join(", "),
      complaint: topic?.complaint ?? false,
    },
    save: (value) => {
      const body = {
        name: value.name.trim(),
        parentId: value.parentId || null,
        keywords: wordsOf(value.keywords),
        complaint: value.complaint,
      };
      if (!topic) return call(createTopic, { body: { ...body, position: 10_000 } });
      const moved = body.parentId !== topic.parentId && { position: 10_000 };
      return call(changeTopic, { params: { id: topic.id }, body: { ...body, ...moved } });
    },
    onSaved: ({ name }) => {
      renew();
      toast(t("topicSettings.saved", { name }));
      onClose();
    },
  });
  const { value, set, wrong } = form;

  return (
    <FormDialog
      form={form}
      thing={topic?.id}
      title={topic?.name ?? t("topicSettings.new")}
      act={t("settings.save")}
      onClose={onClose}
    >
      <Field label={t("sorting.name")} error={wrong.name}>
        <Input autoFocus maxLength={100} value={value.name} onValueChange={(name: string) => set({ name })} />
      </Field>
      <Field label={t("topicSettings.parent")} error={wrong.parentId}>
        <Select
          value={value.parentId}
          onChange={(next) => set({ parentId: next })}
          items={[
            { value: "", label: t("topicSettings.onTop") },
            ...places.map(({ id, path }) => ({ value: id, label: path })),
          ]}
        />
      </Field>
      <Field
        label={t("topicSettings.keywords")}
        hint={t("topicSettings.keywordsHint")}
        error={wrong.keywords}
      >
        <Input value={value.keywords} onValueChange={(keywords: string) => set({ keywords })} />
      </Field>
      <Checkbox
        checked={value.complaint}
        onChange={(complaint) => set({ complaint })}
        hint={t("playbookSettings.complaintHint")}
      >
        {t("playbookSettings.complaint")}
      </Checkbox>
      {topic && <LearnedWords topicId={topic.id} />}
    </FormDialog>
  );
}

/** Words as they were typed, apart by commas, each once. */
function wordsOf(text: string): string[] {
  const words = text.split(/[,،;\n]/).map((word) => word.trim().toLowerCase());
  return [...new Set(words.filter((word) => word.length > 1))];
}
