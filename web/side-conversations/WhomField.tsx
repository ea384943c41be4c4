import { useTranslation } from "react-i18next";
import type { SideTo } from "../../shared/side-conversations.ts";
import { useColleagues, useMe } from "../people/people.ts";
import { Field, Input } from "../ui/Field.tsx";
import { Select } from "../ui/Select.tsx";

/** Whom one is about to ask, before it is complete. */
export interface Whom {
  /** "agent:id", "team:id", or "" for nobody yet. */
  inside: string;
  outside: boolean;
  address: string;
  name: string;
}

export const nobodyYet: Whom = { inside: "", outside: false, address: "", name: "" };

/** What the server is told, or null while somebody is still missing. */
export function askedOf({ inside, outside, address, name }: Whom): SideTo | null {
  if (outside)
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim())
      ? { kind: "outside", address: address.trim(), name: name.trim() }
      : null;
  const [kind, id = ""] = inside.split(":");
  return kind === "agent" || kind === "team" ? { kind, id } : null;
}

/** Whom to ask: somebody in Baton, or an address outside. */
export function WhomField({ value, onChange }: { value: Whom; onChange: (whom: Whom) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { agents, teams } = useColleagues();
  const items = [
    { value: "", label: t("side.start.choose") },
    ...teams.map(({ id, name }) => ({ value: `team:${id}`, label: t("side.start.team", { name }) })),
    ...agents
      .filter(({ id, active, joined }) => active && joined && id !== me.id)
      .map(({ id, name }) => ({ value: `agent:${id}`, label: name })),
  ];
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t("side.start.whom")}</legend>
      <div className="flex flex-wrap gap-x-5">
        {[false, true].map((outside) => (
          <label key={String(outside)} className="flex min-h-7 items-center gap-2">
            <input
              type="radio"
              name="side-whom"
              checked={value.outside === outside}
              onChange={() => onChange({ ...value, outside })}
            />
            {t(outside ? "side.start.outside" : "side.start.inside")}
          </label>
        ))}
      </div>
      {value.outside ? (
        <div className="flex flex-wrap gap-3">
          <Field label={t("side.start.address")} className="min-w-48 flex-1">
            <Input
              type="email"
              autoComplete="off"
              value={value.address}
              maxLength={254}
              onValueChange={(address) => onChange({ ...value, address })}
            />
          </Field>
          <Field label={t("side.start.name")} className="min-w-40 flex-1">
            <Input
              value={value.name}
              autoComplete="off"
              maxLength={200}
              onValueChange={(name) => onChange({ ...value, name })}
            />
          </Field>
        </div>
      ) : (
        <Select
          label={t("side.start.inside")}
          value={value.inside}
          onChange={(inside) => onChange({ ...value, inside })}
          items={items}
        />
      )}
    </fieldset>
  );
}
