import { useTranslation } from "react-i18next";
import type { AuditEntry } from "../../../shared/audit.ts";
import { i18n, type Key } from "../../lib/i18n.ts";

/** What a thing of the log is called: by its name, else by its kind. */
export function useThingName(): (thing: NonNullable<AuditEntry["subject"]>) => string {
  const { t } = useTranslation();
  return ({ kind, name }) => {
    const key = `audit.kinds.${kind}`;
    return name ?? (i18n.exists(key) ? String(t(key as Key)) : kind);
  };
}
