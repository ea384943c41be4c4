import { X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { type Operator, operatorsOf } from "../../shared/conditions.ts";
import { cx } from "../ui/cx.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { OptionPicker } from "../ui/OptionPicker.tsx";
import { Select } from "../ui/Select.tsx";
import { useBuilding } from "./builder-context.ts";
import { withField, withOperator } from "./rule.ts";
import { change, type Rule, remove } from "./tree.ts";
import { troubleText } from "./trouble-text.ts";
import { ValueEditor } from "./ValueEditor.tsx";

/** One line of a condition: a field, how it is compared, and with what. */
export function RuleRow({ rule, onGone }: { rule: Rule; onGone: () => void }) {
  const { t } = useTranslation();
  const errorId = useId();
  const { fields, words, troubles, newest, edit, touch } = useBuilding();
  const field = fields.get(rule.field);
  const trouble = troubles.get(rule.id);
  const set = (into: (rule: Rule) => Rule) =>
    edit((tree) => change(tree, rule.id, (part) => ("parts" in part ? part : into(part))));
  const described = trouble ? errorId : undefined;
  const offered = [...fields.values()].map(({ id, group }) => ({
    value: id,
    label: words.fieldLabel(id),
    hint: t(`conditions.groups.${group}`),
  }));
  const shown = field ? offered : [...offered, { value: rule.field, label: words.fieldLabel(rule.field) }];
  const operators: readonly string[] = field ? operatorsOf[field.type] : [rule.operator];

  return (
    <div
      role="group"
      aria-label={words.rule(rule)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && touch(rule.id)}
      className="flex flex-col gap-1"
    >
      <div className="flex items-start gap-1.5">
        <div className="flex min-w-0 flex-1 flex-wrap items-start gap-1.5 max-sm:flex-col max-sm:items-stretch">
          <OptionPicker
            className="w-44 max-sm:w-full"
            label={t("conditions.field")}
            options={shown}
            value={rule.field}
            autoFocus={newest === rule.id}
            invalid={trouble?.of === "field"}
            describedBy={trouble?.of === "field" ? described : undefined}
            onChange={(id) => {
              const next = fields.get(id);
              if (next) set((one) => withField(one, fields.get(one.field), next));
            }}
          />
          <Select
            className={cx("!w-auto min-w-32 max-sm:!w-full", trouble?.of === "operator" && "border-late")}
            label={t("conditions.operator")}
            value={rule.negated ? `not ${rule.operator}` : rule.operator}
            onChange={(next) => {
              const operator = next.replace(/^not /, "") as Operator;
              if (field)
                set((one) => ({
                  ...withOperator(one, field.type, operator),
                  negated: next !== operator,
                }));
            }}
            items={[
              ...operators.map((one) => ({ value: one, label: words.operatorLabel(field, one) })),
              ...(rule.negated
                ? [
                    {
                      value: `not ${rule.operator}`,
                      label: t("conditions.notSays", { text: words.operatorLabel(field, rule.operator) }),
                    },
                  ]
                : []),
            ]}
          />
          {field && (
            <ValueEditor
              rule={rule}
              field={field}
              options={words.optionsOf(field)}
              label={words.fieldLabel(rule.field)}
              invalid={trouble?.of === "value"}
              describedBy={trouble?.of === "value" ? described : undefined}
              onChange={(value) => set((one) => ({ ...one, value }))}
            />
          )}
        </div>
        <IconButton
          label={t("conditions.removeRule", { rule: words.rule(rule) })}
          onClick={() => {
            edit((tree) => remove(tree, rule.id));
            onGone();
          }}
        >
          <X />
        </IconButton>
      </div>
      {trouble && (
        <p id={errorId} className="text-xs text-late">
          {troubleText(t, trouble.of, rule, field, trouble)}
        </p>
      )}
    </div>
  );
}
