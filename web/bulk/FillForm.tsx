import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldValue, listFields } from "../../shared/fields.ts";
import { DetailRow } from "../fields/DetailRow.tsx";
import { FieldEditor } from "../fields/FieldEditor.tsx";
import { queryOf } from "../lib/query.ts";
import { Form, type FormProps } from "./BulkForms.tsx";

const fieldsQuery = queryOf(listFields, { query: { subject: "conversation" } });

/** The company's own fields, those that are touched here filled in or emptied for all; the others stay as they are. */
export function FillForm(props: FormProps) {
  const { t } = useTranslation();
  const { data } = useQuery(fieldsQuery);
  const [values, setValues] = useState<Record<string, FieldValue | null>>({});
  return (
    <Form {...props} ready={Object.keys(values).length > 0} action={() => ({ do: "fill", values })}>
      <dl>
        {data?.items.map((field) => (
          <DetailRow key={field.id} label={field.label} hint={field.hint}>
            <FieldEditor
              field={{ ...field, value: values[field.id] ?? null }}
              mayChange
              onChange={(value) => setValues((before) => ({ ...before, [field.id]: value }))}
            />
          </DetailRow>
        ))}
      </dl>
      {data?.items.length === 0 && <p className="text-soft">{t("bulk.noFields")}</p>}
    </Form>
  );
}
