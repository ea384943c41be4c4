import { useState } from "react";
import { Field, Input } from "../../ui/Field.tsx";

interface Props {
  label: string;
  /** What stands behind the number. */
  unit: string;
  hint?: string;
  error?: string | undefined;
  /** In the smallest unit; NaN while what is typed is no number. */
  value: number;
  /** How many of the smallest unit make one of what is shown. */
  per?: number;
  disabled: boolean;
  onChange: (value: number) => void;
}

/** A span of time as a number of hours or minutes, kept in the unit the server counts in. */
export function AmountField({ label, unit, hint, error, value, per = 1, disabled, onChange }: Props) {
  const shown = Number.isNaN(value) ? "" : String(Math.round((value / per) * 100) / 100);
  const [text, setText] = useState<string | null>(null);

  return (
    <Field label={label} hint={hint} error={error}>
      <span className="flex items-center gap-2">
        <Input
          inputMode="decimal"
          autoComplete="off"
          disabled={disabled}
          value={text ?? shown}
          onValueChange={(next: string) => {
            setText(next);
            onChange(next.trim() === "" ? Number.NaN : Math.round(Number(next.replace(",", ".")) * per));
          }}
          onBlur={() => setText(null)}
          className="!w-24"
        />
        <span className="text-soft">{unit}</span>
      </span>
    </Field>
  );
}
