import { useTranslation } from "react-i18next";
import { exactTime, spokenTime, useNow } from "../../lib/time.ts";
import { cx } from "../../ui/cx.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { fromLocalInput, toLocalInput } from "./local-input.ts";

export interface TimeOption {
  id: string;
  label: string;
  at: Date;
}

interface Props {
  label: string;
  options: readonly TimeOption[];
  value: Date | null;
  onChange: (at: Date | null) => void;
}

/** Quick times as buttons, and any other in a field. */
export function TimeChoice({ label, options, value, onChange }: Props) {
  const { t } = useTranslation();
  const now = useNow();

  return (
    <fieldset>
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((option) => {
          const chosen = value?.getTime() === option.at.getTime();
          return (
            <button
              key={option.id}
              type="button"
              aria-pressed={chosen}
              title={exactTime(option.at)}
              onClick={() => onChange(option.at)}
              className={cx(
                "h-8 rounded-md border px-2.5",
                chosen
                  ? "border-coral bg-coral-soft font-medium text-coral-ink"
                  : "border-line bg-surface hover:bg-hover",
              )}
            >
              {option.label}
            </button>
          );
        })}
      </div>
      <Field label={t("acts.otherTime")} className="mt-3">
        <Input
          type="datetime-local"
          value={value ? toLocalInput(value) : ""}
          min={toLocalInput(now)}
          onValueChange={(text) => onChange(fromLocalInput(text))}
        />
      </Field>
      {value && (
        <p className="mt-1 text-xs text-soft">{t("acts.thatIs", { when: spokenTime(value, now) })}</p>
      )}
    </fieldset>
  );
}
