import { useTranslation } from "react-i18next";
import { useTopics } from "../../conversations/details/lists.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";

interface Props {
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** For which topics a field is asked; none means always. */
export function FieldTopics({ chosen, onChange }: Props) {
  const { t } = useTranslation();
  const topics = useTopics();
  if (topics.length === 0) return null;
  return (
    <fieldset>
      <legend className="font-medium">{t("fieldSettings.topics")}</legend>
      <p className="mb-1.5 text-xs text-faint">{t("fieldSettings.topicsHint")}</p>
      <div className="flex max-h-48 flex-col gap-1.5 overflow-y-auto p-0.5">
        {topics.map(({ id, name, depth }) => (
          <div key={id} style={{ paddingInlineStart: depth * 18 }}>
            <Checkbox
              checked={chosen.includes(id)}
              onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            >
              {name}
            </Checkbox>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
