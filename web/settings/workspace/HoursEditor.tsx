import { useTranslation } from "react-i18next";
import type { BusinessHours } from "../../../shared/workspace.ts";
import { i18n } from "../../lib/i18n.ts";
import { Card, Section } from "../parts/Screen.tsx";
import { DayHours } from "./DayHours.tsx";
import { Holidays } from "./Holidays.tsx";
import { weekHours } from "./hours.ts";

interface Props {
  hours: BusinessHours;
  disabled: boolean;
  onChange: (hours: BusinessHours) => void;
}

/** When people work: promises and reply times count only these hours. */
export function HoursEditor({ hours, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const names = weekdayNames();
  const setDay = (day: number, ranges: BusinessHours["days"][number]) =>
    onChange({ ...hours, days: hours.days.map((old, at) => (at === day ? ranges : old)) });
  const copy = (day: number) => {
    const ranges = hours.days[day] ?? [];
    onChange({ ...hours, days: hours.days.map((old) => (old.length > 0 ? ranges : old)) });
  };

  return (
    <>
      <Section title={t("settings.hours.title")} hint={t("settings.hours.hint", { count: weekHours(hours) })}>
        <Card className="divide-y divide-line/60 px-4 py-1">
          {names.map((name, day) => (
            <DayHours
              key={name}
              day={name}
              ranges={hours.days[day] ?? []}
              disabled={disabled}
              onChange={(ranges) => setDay(day, ranges)}
              onCopy={() => copy(day)}
            />
          ))}
        </Card>
      </Section>
      <Holidays
        days={hours.holidays}
        disabled={disabled}
        onChange={(holidays) => onChange({ ...hours, holidays })}
      />
    </>
  );
}

/** Monday to Sunday, as this language calls them. */
function weekdayNames(): string[] {
  const format = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}
