import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { liveState } from "../lib/live-state.ts";
import { useStore } from "../lib/store.ts";

/** Shown once the line has been down for a moment: what still works, and that it comes back alone. */
export function LiveBanner() {
  const { t } = useTranslation();
  const lost = useStore(liveState) === "lost";
  const [shown, setShown] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setShown(lost), lost ? 2500 : 0);
    return () => clearTimeout(timer);
  }, [lost]);

  return (
    <div role="status">
      {shown && (
        <p className="flex items-center justify-center gap-2 border-b border-note-line bg-soon-soft px-4 py-1 text-soon">
          <CloudOff className="size-3.5" aria-hidden="true" />
          {t("live.lost")}
        </p>
      )}
    </div>
  );
}
