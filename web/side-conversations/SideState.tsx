import { useTranslation } from "react-i18next";
import type { SideConversation } from "../../shared/side-conversations.ts";
import { exactTime, spokenTime, useNow } from "../lib/time.ts";
import { useMe } from "../people/people.ts";
import { cx } from "../ui/cx.ts";
import { dueTone } from "../ui/DueTime.tsx";

const tones = { calm: "text-soft", soon: "text-soon", late: "text-late" };

interface Props {
  side: SideConversation;
  /** Without the time by which the answer is expected, where there is little room. */
  short?: boolean;
  className?: string;
}

/** How a side conversation stands, in words: since when one waits and until when, or that the answer is there. */
export function SideState({ side, short, className }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const { workspace } = useMe();
  const { state, waitingSince, expectedBy, trouble, askedMe } = side;
  if (trouble !== null && state !== "closed")
    return <span className={cx("text-late", className)}>{t("side.state.trouble")}</span>;
  if (state === "closed")
    return <span className={cx("text-faint", className)}>{t("side.state.closed")}</span>;
  if (state === "answered")
    return (
      <span className={cx("font-medium", askedMe ? "text-soft" : "text-coral-ink", className)}>
        {t(askedMe ? "side.state.answeredByMe" : "side.state.answered")}
      </span>
    );
  const tone = dueTone(expectedBy.getTime() - now.getTime(), workspace.dueSoonMinutes);
  const waiting = short ? "since" : "waiting";
  const kind = tone === "late" ? "late" : askedMe ? "asked" : waiting;
  return (
    <span className={cx(tones[tone], className)} title={exactTime(expectedBy)}>
      {t(`side.state.${kind}`, { since: spokenTime(waitingSince, now), by: spokenTime(expectedBy, now) })}
    </span>
  );
}
