import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/IconButton.tsx";
import { OptionPicker } from "../ui/OptionPicker.tsx";
import { useColumns } from "./columns.ts";
import { moved } from "./order.ts";

const most = 20;

/** Which columns a view shows, and in which order. */
export function ColumnPicker({
  value,
  onChange,
}: {
  value: readonly string[];
  onChange: (columns: string[]) => void;
}) {
  const { t } = useTranslation();
  const { all, nameOf, known } = useColumns();
  const left = all.filter((column) => !value.includes(column));

  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t("savedViews.columns")}</legend>
      <ol className="mb-1.5 rounded-md border border-line">
        {value.map((column, index) => {
          const name = nameOf(column);
          return (
            <li
              key={column}
              className="flex min-h-8 items-center border-b border-line/60 ps-2.5 last:border-0"
            >
              <bdi
                className={known(column) ? "min-w-0 flex-1 truncate" : "min-w-0 flex-1 truncate text-late"}
              >
                {name}
              </bdi>
              <IconButton
                label={t("savedViews.earlier", { name })}
                disabled={index === 0}
                onClick={() => onChange(moved(value, index, -1))}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={t("savedViews.later", { name })}
                disabled={index === value.length - 1}
                onClick={() => onChange(moved(value, index, 1))}
              >
                <ArrowDown />
              </IconButton>
              <IconButton
                label={t("savedViews.removeColumn", { name })}
                disabled={value.length === 1}
                onClick={() => onChange(value.filter((one) => one !== column))}
              >
                <X />
              </IconButton>
            </li>
          );
        })}
      </ol>
      {value.length < most && left.length > 0 && (
        <OptionPicker
          key={value.join()}
          className="w-full sm:w-60"
          label={t("savedViews.addColumn")}
          options={left.map((column) => ({ value: column, label: nameOf(column) }))}
          value={undefined}
          onChange={(column) => onChange([...value, column])}
        />
      )}
    </fieldset>
  );
}
