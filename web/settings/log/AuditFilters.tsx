import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { auditAreas } from "../../../shared/audit.ts";
import { useColleagues } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Filter } from "../parts/Filter.tsx";
import { everything, type LogFilter, type Who } from "./filter.ts";
import { useThingName } from "./use-thing-name.ts";

interface Props {
  filter: LogFilter;
  onChange: (filter: LogFilter) => void;
}

/** Narrows the log: to a part of it, to one person, to some days, to one thing. */
export function AuditFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const { agents } = useColleagues();
  const thingName = useThingName();
  const set = (change: Partial<LogFilter>) => onChange({ ...filter, ...change });
  const others = (["key", "customer", "system"] as const).map((value) => ({
    value,
    label: t(`audit.${value}`),
  }));
  const people: { value: Who; label: string }[] = [
    { value: "anybody", label: t("audit.anybody") },
    ...agents.map(({ id, name }) => ({ value: `agent ${id}` as const, label: name })),
    ...others,
  ];

  return (
    <section aria-label={t("audit.filter")} className="flex flex-col gap-3">
      <Filter
        label={t("audit.area")}
        value={filter.area}
        onChange={(area) => set({ area })}
        items={(["all", ...auditAreas] as const).map((value) => ({
          value,
          label: t(`audit.areas.${value}`),
        }))}
      />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Field label={t("audit.who")} className="col-span-2">
          <Select value={filter.who} onChange={(who) => set({ who })} items={people} />
        </Field>
        <Field label={t("audit.from")}>
          <Input type="date" value={filter.from} onValueChange={(from: string) => set({ from })} />
        </Field>
        <Field label={t("audit.until")}>
          <Input type="date" value={filter.until} onValueChange={(until: string) => set({ until })} />
        </Field>
      </div>
      {filter.subject && (
        <p className="flex flex-wrap items-center gap-2 rounded-lg border border-line bg-hover px-3 py-1.5">
          <span className="min-w-0 flex-1">{t("audit.only", { subject: thingName(filter.subject) })}</span>
          <Button
            size="sm"
            look="plain"
            icon={<X className="size-3.5" />}
            onClick={() => onChange(everything)}
          >
            {t("audit.all")}
          </Button>
        </p>
      )}
    </section>
  );
}
