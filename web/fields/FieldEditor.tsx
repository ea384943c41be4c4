import { useTranslation } from "react-i18next";
import type { FieldValue, FilledField } from "../../shared/fields.ts";
import { useColleagues } from "../people/people.ts";
import { Checkbox } from "../ui/Checkbox.tsx";
import { ChoiceButton } from "../ui/ChoiceButton.tsx";
import { ColorDot } from "../ui/ColorDot.tsx";
import type { PickerItem } from "../ui/Picker.tsx";
import { readLook, valueLook } from "./DetailRow.tsx";
import { LineEditor } from "./LineEditor.tsx";

interface Props {
  field: FilledField;
  mayChange: boolean;
  onChange: (value: FieldValue | null) => void;
}

/** What a field holds, and the way to change it that fits its kind. */
export function FieldEditor({ field, mayChange, onChange }: Props) {
  const { t } = useTranslation();
  const { agents } = useColleagues();
  const { type, value, label } = field;

  if (type === "checkbox")
    return (
      <div className={readLook}>
        <Checkbox checked={value === true} disabled={!mayChange} onChange={onChange}>
          <span className="sr-only">{label}</span>
          <span aria-hidden="true">{t(value === true ? "details.yes" : "details.no")}</span>
        </Checkbox>
      </div>
    );

  if (type === "choice" || type === "person") {
    const items: PickerItem[] =
      type === "choice"
        ? field.options
        : agents
            .filter(({ active, id }) => active || id === value)
            .map(({ id, name }) => ({ value: id, label: name }));
    return <OneOf field={field} mayChange={mayChange} items={items} onChange={onChange} />;
  }
  return <LineEditor field={field} mayChange={mayChange} onChange={onChange} />;
}

function OneOf({ field, mayChange, items, onChange }: Props & { items: readonly PickerItem[] }) {
  const { t } = useTranslation();
  const chosen = items.find(({ value }) => value === field.value);
  // A choice that was taken away, or a colleague who is not known here any more.
  const gone = field.value !== null && !chosen;
  const face = (
    <>
      <ColorDot color={chosen?.color} />
      <span className={chosen ? "min-w-0 truncate" : "text-faint"}>
        {chosen?.label ?? (gone ? t("details.gone") : mayChange ? t("details.choose") : "–")}
      </span>
    </>
  );
  if (!mayChange) return <div className={readLook}>{face}</div>;
  return (
    <ChoiceButton
      label={field.label}
      placeholder={t("details.find")}
      empty={t("details.nothingFound")}
      items={items}
      chosen={field.value === null ? [] : [String(field.value)]}
      onChoose={onChange}
      none={{ label: t("details.clear"), run: () => onChange(null) }}
      className={valueLook}
    >
      {face}
    </ChoiceButton>
  );
}
