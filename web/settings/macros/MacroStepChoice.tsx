import { useTranslation } from "react-i18next";
import type { MacroStep, Span } from "../../../shared/macros.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";

interface Props {
  step: MacroStep | null;
  onChange: (step: MacroStep | null) => void;
}
const kinds = ["none", "promise", "wait", "resolve"] as const;

/** What the reply says comes next; whoever writes can still say otherwise. */
export function MacroStepChoice({ step, onChange }: Props) {
  const { t } = useTranslation();
  const choose = (kind: (typeof kinds)[number]) => {
    if (kind === "none") onChange(null);
    else if (kind === "wait") onChange({ kind });
    else if (kind === "resolve") onChange({ kind, reason: "" });
    else onChange({ kind, in: { amount: 2, unit: "business_days" }, text: "", onHold: false });
  };
  return (
    <>
      <Field label={t("macros.step")}>
        <Select
          value={step?.kind ?? "none"}
          onChange={choose}
          items={kinds.map((kind) => ({ value: kind, label: t(`macros.steps.${kind}`) }))}
        />
      </Field>
      {step?.kind === "promise" && (
        <>
          <Field label={t("macros.promiseText")}>
            <Input
              required
              maxLength={300}
              value={step.text}
              onValueChange={(text: string) => onChange({ ...step, text })}
            />
          </Field>
          <SpanFields span={step.in} onChange={(span) => onChange({ ...step, in: span })} />
          <Checkbox checked={step.onHold} onChange={(onHold) => onChange({ ...step, onHold })}>
            {t("macros.onHold")}
          </Checkbox>
        </>
      )}
      {step?.kind === "resolve" && (
        <Field label={t("macros.reason")}>
          <Input
            required
            maxLength={500}
            value={step.reason}
            onValueChange={(reason: string) => onChange({ ...step, reason })}
          />
        </Field>
      )}
    </>
  );
}

/** A time that counts from when the macro is used. */
export function SpanFields({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label={t("macros.amount")}>
        <Input
          type="number"
          min={1}
          max={366}
          value={String(span.amount)}
          onValueChange={(text: string) => onChange({ ...span, amount: Math.max(1, Number(text) || 1) })}
        />
      </Field>
      <Field label={t("macros.unit")}>
        <Select
          value={span.unit}
          onChange={(unit) => onChange({ ...span, unit })}
          items={(["hours", "days", "business_days"] as const).map((unit) => ({
            value: unit,
            label: t(`macros.units.${unit}`),
          }))}
        />
      </Field>
    </div>
  );
}
