import { DetailRow } from "./DetailRow.tsx";
import { FieldEditor } from "./FieldEditor.tsx";
import type { FieldSheet } from "./field.ts";

interface Props {
  sheet: FieldSheet;
  mayChange: boolean;
  /** Only these, when given. */
  only?: ReadonlySet<string>;
}

/** The company's own fields, each changed where it stands. */
export function FieldRows({ sheet, mayChange, only }: Props) {
  return sheet.fields
    .filter(({ id }) => !only || only.has(id))
    .map((field) => (
      <DetailRow
        key={field.id}
        label={field.label}
        hint={field.hint}
        error={sheet.wrong[field.id]}
        required={field.requiredOnResolve && mayChange}
      >
        <FieldEditor field={field} mayChange={mayChange} onChange={(value) => sheet.set(field.id, value)} />
      </DetailRow>
    ));
}
