import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { i18n } from "../../lib/i18n.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { Card, Section } from "../parts/Screen.tsx";

interface Props {
  /** Local dates, "2025-12-25". */
  days: readonly string[];
  disabled: boolean;
  onChange: (days: string[]) => void;
}

/** Days on which nobody works although it is a working day. */
export function Holidays({ days, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const [day, setDay] = useState("");
  const sorted = days.toSorted();
  const add = () => {
    if (!day) return;
    onChange([...new Set([...days, day])].sort());
    setDay("");
  };

  return (
    <Section title={t("settings.holidays.title")} hint={t("settings.holidays.hint")}>
      <Card>
        {sorted.length === 0 && <p className="text-faint">{t("settings.holidays.none")}</p>}
        <ul className="flex flex-wrap gap-1.5">
          {sorted.map((one) => (
            <li key={one} className="flex">
              {disabled ? (
                <Tag>{dateName(one)}</Tag>
              ) : (
                <Tag
                  removeLabel={t("settings.holidays.remove", { day: dateName(one) })}
                  onRemove={() => onChange(days.filter((other) => other !== one))}
                >
                  {dateName(one)}
                </Tag>
              )}
            </li>
          ))}
        </ul>
        {!disabled && (
          <div className="mt-3 flex items-end gap-2">
            <Field label={t("settings.holidays.day")} className="w-44">
              <Input
                type="date"
                value={day}
                onValueChange={setDay}
                onKeyDown={(event) => {
                  if (event.key !== "Enter") return;
                  event.preventDefault();
                  add();
                }}
              />
            </Field>
            <Button icon={<Plus className="size-3.5" />} disabled={!day} onClick={add}>
              {t("settings.holidays.add")}
            </Button>
          </div>
        )}
      </Card>
    </Section>
  );
}

function dateName(day: string): string {
  return new Intl.DateTimeFormat(i18n.language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}
