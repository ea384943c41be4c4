import { RefreshCw } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../lib/store.ts";
import { Button } from "../ui/Button.tsx";
import { outdated, watchVersion } from "./version.ts";

/** Says that the server has a newer app than this tab; nobody is interrupted, and what is written stays. */
export function VersionBar() {
  const { t } = useTranslation();
  const old = useStore(outdated);
  useEffect(watchVersion, []);

  return (
    <div role="status">
      {old && (
        <p className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-line bg-hover px-4 py-1">
          <RefreshCw className="size-3.5 text-soft" aria-hidden="true" />
          {t("offline.newVersion")}
          <Button size="sm" onClick={() => location.reload()}>
            {t("offline.reload")}
          </Button>
        </p>
      )}
    </div>
  );
}
