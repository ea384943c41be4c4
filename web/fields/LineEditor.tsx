import { ExternalLink, Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldValue, FilledField } from "../../shared/fields.ts";
import { cx } from "../ui/cx.ts";
import { control } from "../ui/Field.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { readLook, valueLook } from "./DetailRow.tsx";
import { readable } from "./readable.ts";

interface Props {
  field: FilledField;
  mayChange: boolean;
  onChange: (value: FieldValue | null) => void;
}

/** Text, a number, a day or a link: a line that becomes a field when it is pressed. Enter keeps, Escape leaves it as it was. */
export function LineEditor({ field, mayChange, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const left = useRef(false);
  const begin = () => {
    left.current = false;
    setText(field.value === null ? "" : String(field.value));
  };
  const keep = (element: HTMLInputElement) => {
    if (left.current) return setText(null);
    const value = valueOf(field, element.value);
    if (value !== field.value) onChange(value);
    setText(null);
  };

  if (text !== null)
    return (
      <input
        autoFocus
        aria-label={field.label}
        type={field.type === "date" ? "date" : field.type === "link" ? "url" : "text"}
        inputMode={field.type === "number" ? "decimal" : undefined}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={(event) => keep(event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          left.current = event.key === "Escape";
          event.currentTarget.blur();
        }}
        className={cx(control, "my-px -ms-1.5 h-7 px-1.5")}
      />
    );
  if (field.type === "link" && field.value !== null)
    return <LinkLine field={field} onChange={mayChange ? begin : undefined} />;
  const shown = (
    <span className={field.value === null ? "text-faint" : "min-w-0 break-words"}>
      {readable(field) || (mayChange ? t("details.add") : "–")}
    </span>
  );
  if (!mayChange) return <div className={readLook}>{shown}</div>;
  return (
    <button type="button" onClick={begin} className={valueLook}>
      <span className="sr-only">{field.label}:</span>
      {shown}
    </button>
  );
}

function LinkLine({ field, onChange }: { field: FilledField; onChange: (() => void) | undefined }) {
  const { t } = useTranslation();
  const url = String(field.value);
  return (
    <div className={readLook}>
      <a
        href={url}
        target="_blank"
        rel="noreferrer"
        className="flex min-w-0 items-center gap-1 rounded text-coral-ink underline underline-offset-2"
      >
        <span className="truncate">{url.replace(/^https?:\/\//, "")}</span>
        <ExternalLink className="size-3 shrink-0" aria-hidden="true" />
      </a>
      {onChange && (
        <IconButton
          label={t("details.changeNamed", { name: field.label })}
          onClick={onChange}
          className="ms-auto size-6"
        >
          <Pencil className="!size-3.5" />
        </IconButton>
      )}
    </div>
  );
}

/** What was typed as the field keeps it: a comma may stand for the decimal point. What is no number goes as it is, and is refused with a reason. */
function valueOf({ type }: FilledField, text: string): FieldValue | null {
  const value = text.trim();
  if (value === "") return null;
  if (type !== "number") return value;
  const number = Number(value.replace(",", "."));
  return Number.isFinite(number) ? number : value;
}
