import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { ColorChoice } from "../parts/ColorChoice.tsx";
import type { DraftOption } from "./draft.ts";

interface Props {
  options: readonly DraftOption[];
  onChange: (options: DraftOption[]) => void;
}

/** What can be chosen, in its order, each with a colour; Enter in the last one begins another. */
export function OptionRows({ options, onChange }: Props) {
  const { t } = useTranslation();
  const add = () => onChange([...options, { key: crypto.randomUUID(), label: "", color: null }]);
  const change = (key: string, change: Partial<DraftOption>) =>
    onChange(options.map((option) => (option.key === key ? { ...option, ...change } : option)));
  const move = (at: number, by: number) => {
    const next = [...options];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    onChange(next);
  };

  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">{t("fieldSettings.options")}</legend>
      {options.map((option, index) => {
        const name = option.label || String(index + 1);
        return (
          <div key={option.key} className="flex flex-wrap items-center gap-2">
            <Field label={t("fieldSettings.option", { number: index + 1 })} quiet className="min-w-36 flex-1">
              <Input
                autoFocus={option.label === "" && index === options.length - 1}
                maxLength={100}
                value={option.label}
                onValueChange={(label: string) => change(option.key, { label })}
                onKeyDown={(event) => {
                  if (event.key !== "Enter") return;
                  event.preventDefault();
                  add();
                }}
              />
            </Field>
            <ColorChoice
              label={t("sorting.colorOf", { name })}
              value={option.color}
              onChange={(color) => change(option.key, { color })}
            />
            <span className="flex">
              <IconButton
                label={t("sorting.up", { name })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={t("sorting.down", { name })}
                disabled={index === options.length - 1}
                onClick={() => move(index, 1)}
              >
                <ArrowDown />
              </IconButton>
              <IconButton
                label={t("sorting.removeNamed", { name })}
                onClick={() => onChange(options.filter(({ key }) => key !== option.key))}
              >
                <X />
              </IconButton>
            </span>
          </div>
        );
      })}
      <Button size="sm" icon={<Plus className="size-3.5" />} onClick={add} className="self-start">
        {t("fieldSettings.addOption")}
      </Button>
    </fieldset>
  );
}
