import { useTranslation } from "react-i18next";
import type { Color } from "../../../shared/color.ts";
import { listTags, putTag, renameTag, type TagCount } from "../../../shared/tags.ts";
import { call } from "../../lib/call.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ColorChoice } from "../parts/ColorChoice.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { useViewsNaming } from "../parts/views-naming.ts";

interface Props {
  tag: TagCount | null;
  known: readonly TagCount[];
  onClose: () => void;
}

/** Makes a tag, or changes its colour and name; with the name of another one, the two become one. */
export function TagDialog({ tag, known, onClose }: Props) {
  const { t } = useTranslation();
  const renew = useRenew(listTags);
  const views = useViewsNaming(tag?.name ?? "");
  const form = useForm({
    stored: { name: tag?.name ?? "", color: tag?.color ?? (null as Color | null) },
    save: async (value) => {
      const name = value.name.trim().toLowerCase();
      if (tag && name !== tag.name) await call(renameTag, { params: { name: tag.name }, body: { name } });
      return call(putTag, { params: { name }, body: { color: value.color } });
    },
    onSaved: () => {
      renew();
      toast(t(renamed ? "tagSettings.renamed" : "tagSettings.saved", { name: form.value.name }));
      onClose();
    },
  });
  const name = form.value.name.trim().toLowerCase();
  const renamed = tag !== null && name !== tag.name;
  const other = renamed ? known.find((one) => one.name === name) : undefined;

  return (
    <FormDialog
      form={form}
      title={tag?.name ?? t("tagSettings.new")}
      act={other ? t("tagSettings.merge") : t("settings.save")}
      onClose={onClose}
    >
      <Field
        label={t("sorting.name")}
        error={form.wrong.name}
        hint={other && t("tagSettings.mergeHint", { name: other.name, count: other.conversations })}
      >
        <Input
          autoFocus
          required
          maxLength={50}
          value={form.value.name}
          onValueChange={(next: string) => form.set({ name: next })}
        />
      </Field>
      <ColorChoice
        label={t("sorting.color")}
        value={form.value.color}
        onChange={(color) => form.set({ color })}
      />
      {renamed && views.length > 0 && (
        <p className="text-soft">{t("sorting.views", { names: views.join(", ") })}</p>
      )}
    </FormDialog>
  );
}
