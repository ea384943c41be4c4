import { Copy, Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { control } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { clockOf, faultOf, minuteOf, nextRange, type Range } from "./hours.ts";

interface Props {
  day: string;
  ranges: readonly Range[];
  disabled: boolean;
  onChange: (ranges: Range[]) => void;
  /** Puts the same hours on every other working day. */
  onCopy: () => void;
}

/** The hours of one weekday: none, one range or several. */
export function DayHours({ day, ranges, disabled, onChange, onCopy }: Props) {
  const { t } = useTranslation();
  const next = nextRange(ranges);
  const fault = faultOf(ranges);
  const change = (index: number, range: Range | null) =>
    onChange(ranges.flatMap((old, at) => (at === index ? (range ? [range] : []) : [old])));

  return (
    <div role="group" aria-label={day} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
      <p className="flex h-8 w-24 items-center font-medium">{day}</p>
      <div className="flex min-w-52 flex-1 flex-col gap-1.5">
        {ranges.length === 0 && (
          <p className="flex h-8 items-center text-faint">{t("settings.hours.closed")}</p>
        )}
        {ranges.map((range, index) => (
          <div key={index} className="flex items-center gap-1.5">
            <Clock
              label={t("settings.hours.from", { day })}
              minute={range[0]}
              side="from"
              disabled={disabled}
              wrong={fault !== null}
              onChange={(from) => change(index, [from, range[1]])}
            />
            <span aria-hidden="true">–</span>
            <Clock
              label={t("settings.hours.to", { day })}
              minute={range[1]}
              side="to"
              disabled={disabled}
              wrong={fault !== null}
              onChange={(to) => change(index, [range[0], to])}
            />
            {!disabled && (
              <IconButton
                label={t("settings.hours.remove", {
                  day,
                  from: clockOf(range[0]),
                  to: clockOf(range[1]),
                })}
                onClick={() => change(index, null)}
              >
                <X />
              </IconButton>
            )}
          </div>
        ))}
        {fault && (
          <p role="alert" className="text-xs text-late">
            {t(`settings.hours.${fault}`)}
          </p>
        )}
      </div>
      {!disabled && (
        <div className="flex h-8 items-center">
          <Button
            look="plain"
            size="sm"
            icon={<Plus className="size-3.5" />}
            disabled={!next}
            aria-label={t("settings.hours.addTo", { day })}
            onClick={() => next && onChange([...ranges, next])}
          >
            {t("settings.hours.add")}
          </Button>
          <IconButton
            label={t("settings.hours.copy", { day })}
            disabled={ranges.length === 0 || fault !== null}
            onClick={onCopy}
          >
            <Copy />
          </IconButton>
        </div>
      )}
    </div>
  );
}

interface ClockProps {
  label: string;
  minute: number;
  side: "from" | "to";
  disabled: boolean;
  wrong: boolean;
  onChange: (minute: number) => void;
}

function Clock({ label, minute, side, disabled, wrong, onChange }: ClockProps) {
  return (
    <input
      type="time"
      aria-label={label}
      aria-invalid={wrong || undefined}
      disabled={disabled}
      required
      value={clockOf(minute)}
      onChange={(event) => {
        const next = minuteOf(event.target.value, side);
        if (next !== null) onChange(next);
      }}
      className={cx(control, "h-8 !w-30")}
    />
  );
}
