import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";

interface Props {
  name: string;
  mark?: ReactNode;
  detail?: ReactNode;
  /** Left out for those who may only look. */
  onChange?: (() => void) | undefined;
  onRemove?: (() => void) | undefined;
  removeLabel?: string;
  children?: ReactNode;
}

/** A row of the settings: its name, a word about it, and what can be done with it. */
export function RowLine({ name, mark, detail, onChange, onRemove, removeLabel, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <div className="flex min-w-32 flex-1 items-center gap-2">
        {mark}
        <div className="min-w-0">
          <p className="truncate font-medium">{name}</p>
          {detail && <p className="text-xs text-faint">{detail}</p>}
        </div>
      </div>
      <div className="flex gap-1">
        {children}
        {onChange && (
          <Button size="sm" onClick={onChange}>
            {t("settings.change")}
            <span className="sr-only">{name}</span>
          </Button>
        )}
        {onRemove && (
          <Button size="sm" look="danger" onClick={onRemove}>
            {removeLabel ?? t("settings.remove")}
            <span className="sr-only">{name}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
