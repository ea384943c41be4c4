import type { CustomerMergePreview } from "../../../shared/customer-merging.ts";
import type { CustomField, FieldValue } from "../../../shared/fields.ts";

/** Something both have, and have differently. */
export interface Difference {
  /** As the merge is told: `name`, `email` or the id of a field. */
  key: string;
  /** Empty where the key says it. */
  label: string;
  target: string;
  source: string;
}

/** What somebody has to choose before two customers are one; what only one of them has is no question. */
export function differences(
  { target, source, fields }: CustomerMergePreview,
  known: readonly CustomField[],
): Difference[] {
  const both = (key: string, label: string, one: string | null, other: string | null): Difference[] =>
    one && other && one !== other ? [{ key, label, target: one, source: other }] : [];
  return [
    ...both("name", "", target.customer.name, source.customer.name),
    ...both("email", "", target.customer.email, source.customer.email),
    ...fields.flatMap((one) => {
      const field = known.find(({ id }) => id === one.fieldId);
      return field ? both(field.id, field.label, shown(field, one.target), shown(field, one.source)) : [];
    }),
  ];
}

function shown({ options, type }: CustomField, value: FieldValue | null): string | null {
  if (value === null) return null;
  if (type === "checkbox") return value === true ? "✓" : "✗";
  return options.find((option) => option.value === value)?.label ?? String(value);
}
