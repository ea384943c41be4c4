import { useTranslation } from "react-i18next";
import { amount, exactTime, hour, spokenTime, useNow } from "../lib/time.ts";
import { cx } from "./cx.ts";

const tones = { calm: "text-soft", soon: "text-soon", late: "text-late" };
const chips = { calm: "bg-hover text-soft", soon: "bg-soon-soft text-soon", late: "bg-late-soft text-late" };

interface Props {
  at: Date;
  /** Minutes before its end at which it counts as soon. */
  soonMinutes: number;
  broken?: boolean;
  chip?: boolean;
}

/** A promise's end as a quiet countdown: neutral, amber when soon, red when late, always also in words. */
export function DueTime({ at, soonMinutes, broken, chip }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const left = at.getTime() - now.getTime();
  const tone = dueTone(left, soonMinutes, broken);
  const text =
    tone === "late"
      ? t("time.late", { amount: amount(left) })
      : left < 4 * hour
        ? t("time.in", { amount: amount(left) })
        : spokenTime(at, now);

  return (
    <time
      dateTime={at.toISOString()}
      title={exactTime(at)}
      className={cx("whitespace-nowrap", chip ? cx("rounded px-1.5 font-medium", chips[tone]) : tones[tone])}
    >
      {text}
    </time>
  );
}

/** `broken` counts as late even while a new date is still ahead of us. */
export function dueTone(millisecondsLeft: number, soonMinutes: number, broken = false): keyof typeof tones {
  if (broken || millisecondsLeft <= 0) return "late";
  return millisecondsLeft <= soonMinutes * 60_000 ? "soon" : "calm";
}
