import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type FieldValue, listFields } from "../../../shared/fields.ts";
import { DetailRow } from "../../fields/DetailRow.tsx";
import { FieldEditor } from "../../fields/FieldEditor.tsx";
import { queryOf } from "../../lib/query.ts";

interface Props {
  values: Readonly<Record<string, FieldValue>>;
  onChange: (values: Record<string, FieldValue>) => void;
}

/** What a template fills in of the company's own fields. */
export function TemplateFields({ values, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listFields, { query: { subject: "conversation" } }));
  const fields = data?.items ?? [];
  if (fields.length === 0) return null;
  const set = (id: string, value: FieldValue | null) => {
    const { [id]: _, ...others } = values;
    onChange(value === null ? others : { ...others, [id]: value });
  };
  return (
    <section aria-label={t("templateSettings.fields")}>
      <h3 className="font-medium">{t("templateSettings.fields")}</h3>
      <dl>
        {fields.map((field) => (
          <DetailRow key={field.id} label={field.label} hint={field.hint}>
            <FieldEditor
              field={{ ...field, value: values[field.id] ?? null }}
              mayChange
              onChange={(value) => set(field.id, value)}
            />
          </DetailRow>
        ))}
      </dl>
    </section>
  );
}
