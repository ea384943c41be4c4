import { useId } from "react";
import { useTranslation } from "react-i18next";
import { type Color, colors } from "../../../shared/color.ts";
import { shades } from "../../ui/ColorDot.tsx";
import { cx } from "../../ui/cx.ts";

interface Props {
  label: string;
  value: Color | null;
  onChange: (color: Color | null) => void;
}

/** One of a few colours, or none. */
export function ColorChoice({ label, value, onChange }: Props) {
  const { t } = useTranslation();
  const name = useId();
  const dot = (color: Color | null, title: string) => (
    <label key={color ?? "none"} title={title} className="flex">
      <input
        type="radio"
        name={name}
        aria-label={title}
        checked={value === color}
        onChange={() => onChange(color)}
        className="peer sr-only"
      />
      <span
        className={cx(
          "size-5 rounded-full border-2 border-surface ring-1 ring-line peer-checked:ring-2 peer-checked:ring-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-coral",
          color ? shades[color] : "bg-surface",
        )}
      />
    </label>
  );
  return (
    <fieldset className="relative flex flex-wrap items-center gap-2">
      <legend className="sr-only">{label}</legend>
      {dot(null, t("sorting.noColor"))}
      {colors.map((color) => dot(color, t(`sorting.colors.${color}`)))}
    </fieldset>
  );
}
