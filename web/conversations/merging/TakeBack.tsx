import { useTranslation } from "react-i18next";
import { unmergeConversation } from "../../../shared/merging.ts";
import { call } from "../../lib/call.ts";
import { exactTime, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { useAct } from "../conversation.ts";

interface Props {
  merge: { sourceId: string; number: number; undoUntil: Date };
}

/** Takes a merge back, while that can be done. */
export function TakeBack({ merge: { sourceId, number, undoUntil } }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const act = useAct();
  if (undoUntil < now) return null;
  const until = new Intl.DateTimeFormat(i18n.language, { day: "numeric", month: "long" }).format(undoUntil);
  const back = () =>
    act.mutate({
      run: () => call(unmergeConversation, { params: { id: sourceId } }),
      done: t("merging.takenBack", { number }),
    });
  return (
    <span className="flex shrink-0 items-center gap-2">
      <span className="text-xs text-faint" title={exactTime(undoUntil)}>
        {t("merging.until", { day: until })}
      </span>
      <Button
        size="sm"
        busy={act.isPending}
        onClick={back}
        aria-label={t("merging.takeBackNamed", { number })}
      >
        {t("merging.takeBack")}
      </Button>
    </span>
  );
}
