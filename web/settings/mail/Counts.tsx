import { useTranslation } from "react-i18next";
import type { MailCounts } from "../../../shared/mail-accounting.ts";

/** What became of mails, in words; states without any are left out. */
export function Counts({ counts }: { counts: MailCounts }) {
  const { t } = useTranslation();
  const shown = (["stored", "received", "quarantined", "rejected"] as const).filter(
    (state) => state === "stored" || counts[state] > 0,
  );
  return (
    <p className="text-soft">
      {shown.map((state) => t(`mailAccounting.${state}`, { count: counts[state] })).join(" · ")}
    </p>
  );
}
