import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { exportLog } from "../../../shared/audit.ts";
import { urlOf } from "../../lib/call.ts";

/** The log as a file, as the filters leave it; the browser fetches it itself, however long it is. */
export function ExportLinks({ ask }: { ask: Record<string, string> }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-2">
      {(["csv", "json"] as const).map((format) => (
        <a
          key={format}
          href={urlOf(exportLog, { query: { ...ask, format } })}
          download
          className="inline-flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-3 whitespace-nowrap hover:bg-hover"
        >
          <Download className="size-3.5" aria-hidden="true" />
          {t(`audit.${format}`)}
        </a>
      ))}
      <p className="min-w-52 flex-1 text-xs text-faint">{t("audit.exportHint")}</p>
    </div>
  );
}
