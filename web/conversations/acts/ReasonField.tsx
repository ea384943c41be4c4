import { useTranslation } from "react-i18next";
import { Field, Input } from "../../ui/Field.tsx";

const usual = ["answered", "fixed", "replaced", "refunded", "duplicate", "spam"] as const;

/** How it was resolved: one of the usual reasons with a click, or one's own words. */
export function ReasonField({
  value,
  onChange,
  autoFocus,
}: {
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <Field label={t("acts.resolveReason")}>
        <Input
          autoFocus={autoFocus}
          value={value}
          onValueChange={onChange}
          maxLength={500}
          placeholder={t("acts.resolveReasonHint")}
        />
      </Field>
      <div className="mt-1.5 flex flex-wrap gap-1.5">
        {usual.map((reason) => (
          <button
            key={reason}
            type="button"
            onClick={() => onChange(t(`acts.reasons.${reason}`))}
            className="h-6 rounded border border-line bg-surface px-2 text-xs text-soft hover:bg-hover hover:text-ink"
          >
            {t(`acts.reasons.${reason}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
