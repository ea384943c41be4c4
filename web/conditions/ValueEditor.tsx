import { useTranslation } from "react-i18next";
import type { FieldDescription, Operator, Span } from "../../shared/conditions.ts";
import { operandOf } from "../../shared/conditions.ts";
import { cx } from "../ui/cx.ts";
import { Input } from "../ui/Field.tsx";
import { type Option, OptionPicker, OptionsPicker } from "../ui/OptionPicker.tsx";
import { Select } from "../ui/Select.tsx";
import { fromMomentField, toMomentField } from "./moments.ts";
import { useTags } from "./tags.ts";
import type { Rule } from "./tree.ts";

interface Props {
  rule: Rule;
  field: FieldDescription;
  options: readonly Option[];
  /** Read aloud: what the value is for. */
  label: string;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (value: unknown) => void;
}

/** Tags by their names; one that nobody has yet may be written, too. */
function TagsEditor({ rule, options, label, invalid, describedBy, onChange }: Props) {
  const { items, onText, note } = useTags();
  const known = new Set(options.map(({ value }) => value));
  const more = items.filter(({ name }) => !known.has(name)).map(({ name }) => ({ value: name, label: name }));
  return (
    <OptionsPicker
      className="min-w-44 flex-1"
      label={label}
      options={more.length > 0 ? [...options, ...more] : options}
      free
      onText={onText}
      note={note}
      invalid={invalid}
      describedBy={describedBy}
      value={Array.isArray(rule.value) ? rule.value.map(String) : []}
      onChange={onChange}
    />
  );
}

/** What stands behind an operator: nothing, one value, several, two ends, or a length of time. */
export function ValueEditor(props: Props) {
  const { t } = useTranslation();
  const { rule, field, options, label, invalid, describedBy, onChange } = props;
  switch (operandOf(rule.operator as Operator)) {
    case "nothing":
      return null;
    case "span":
      return <SpanEditor {...props} value={(rule.value ?? {}) as Partial<Span>} />;
    case "list": {
      const numeric = field.type === "number";
      if (field.id === "conversation.tags") return <TagsEditor {...props} />;
      return (
        <OptionsPicker
          className="min-w-44 flex-1"
          label={label}
          options={options}
          free={field.options === null && field.type !== "person" && field.type !== "team"}
          invalid={invalid}
          describedBy={describedBy}
          value={Array.isArray(rule.value) ? rule.value.map(String) : []}
          onChange={(values) => onChange(numeric ? values.map(Number) : values)}
        />
      );
    }
    case "range": {
      const ends = Array.isArray(rule.value) ? (rule.value as unknown[]) : [null, null];
      const set = (index: number) => (value: unknown) =>
        onChange(ends.map((end, at) => (at === index ? (value ?? null) : end)));
      return (
        <span className="flex min-w-44 flex-1 flex-wrap items-center gap-2">
          <Single {...props} label={t("conditions.from", { label })} value={ends[0]} onChange={set(0)} />
          <Single {...props} label={t("conditions.to", { label })} value={ends[1]} onChange={set(1)} />
        </span>
      );
    }
    case "value":
      return <Single {...props} value={rule.value} />;
  }
}

function Single({
  field,
  options,
  label,
  invalid,
  describedBy,
  value,
  onChange,
}: Props & { value: unknown }) {
  const { t } = useTranslation();
  const shared = {
    "aria-label": label,
    "aria-invalid": invalid || undefined,
    "aria-describedby": describedBy,
    className: "min-w-32 flex-1",
  };
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (field.type === "boolean")
    return (
      <Select
        className="min-w-24 !w-auto"
        label={label}
        value={value === false ? "no" : "yes"}
        onChange={(one) => onChange(one === "yes")}
        items={[
          { value: "yes", label: t("conditions.yes") },
          { value: "no", label: t("conditions.no") },
        ]}
      />
    );
  if (field.type === "number")
    return (
      <Input
        {...shared}
        type="number"
        step="any"
        value={text}
        onValueChange={(one) => onChange(one === "" ? undefined : Number(one))}
      />
    );
  if (field.type === "date")
    return (
      <Input
        {...shared}
        type="datetime-local"
        value={toMomentField(value)}
        onValueChange={(one) => onChange(fromMomentField(one) ?? undefined)}
      />
    );
  if (field.type === "day")
    return (
      <Input
        {...shared}
        type="date"
        value={text}
        onValueChange={(one) => onChange(one === "" ? undefined : one)}
      />
    );
  if (field.type === "text")
    return (
      <Input
        {...shared}
        value={text}
        maxLength={500}
        onValueChange={(one) => onChange(one === "" ? undefined : one)}
      />
    );
  return (
    <OptionPicker
      className="min-w-44 flex-1"
      label={label}
      options={options}
      invalid={invalid}
      describedBy={describedBy}
      value={text}
      onChange={onChange}
    />
  );
}

function SpanEditor({
  rule,
  field,
  label,
  invalid,
  describedBy,
  value,
  onChange,
}: Props & { value: Partial<Span> }) {
  const { t } = useTranslation();
  const units =
    field.type === "day"
      ? (["days"] as const)
      : rule.operator === "business_more_than_ago"
        ? (["minutes", "hours"] as const)
        : (["minutes", "hours", "days"] as const);
  const amount = value.amount;
  const unit = value.unit ?? units[units.length - 1] ?? "days";
  return (
    <span className="flex items-center gap-2">
      <Input
        type="number"
        min={0}
        max={10_000}
        aria-label={t("conditions.amount", { label })}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        className={cx("!w-20")}
        value={amount === undefined || Number.isNaN(amount) ? "" : String(amount)}
        onValueChange={(text) => onChange({ ...(text !== "" && { amount: Number(text) }), unit })}
      />
      <Select
        className="!w-auto min-w-28"
        label={t("conditions.unit")}
        value={unit}
        onChange={(next) => onChange({ ...value, unit: next })}
        items={units.map((one) => ({
          value: one,
          label: t(
            rule.operator === "business_more_than_ago"
              ? `conditions.businessUnits.${one === "days" ? "hours" : one}`
              : `conditions.units.${one}`,
          ),
        }))}
      />
    </span>
  );
}
