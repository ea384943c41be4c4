import { Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../shared/messages.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { useTakeBack } from "../composer/take-back.ts";

/** Seconds in which one's own reply can still be taken back; 0 when it left or is somebody else's. */
export function useUndoSeconds({ undoUntil, author, at }: Message): number {
  const mine = useMe().id === author.id;
  const until = mine && undoUntil ? undoUntil.getTime() : 0;
  // Never longer than the house waits, also where this clock is slow.
  const most = until ? until - at.getTime() : 0;
  const left = () => Math.ceil(Math.min(until - Date.now(), most) / 1000);
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    if (!until) return;
    const tick = () => setSeconds(Math.ceil((until - Date.now()) / 1000));
    tick();
    const timer = setInterval(() => {
      tick();
      if (Date.now() >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  return until ? Math.max(0, Math.min(seconds, Math.ceil(most / 1000))) : 0;
}

/** How long a reply still waits, and the way back. */
export function UndoBar({ message, seconds }: { message: Message; seconds: number }) {
  const { t } = useTranslation();
  const back = useTakeBack();
  return (
    <div className="mt-2 flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-xs text-soft">
      <p aria-live="off">{t("conversations.leavesIn", { count: seconds })}</p>
      <Button
        size="sm"
        icon={<Undo2 className="size-3.5" />}
        busy={back.isPending}
        onClick={() => back.mutate(message.id)}
      >
        {t("conversations.takeBack")}
      </Button>
    </div>
  );
}
