import { useTranslation } from "react-i18next";
import { spokenTime, useNow } from "../../lib/time.ts";
import { useMe } from "../../people/people.ts";
import { quickTimes } from "../promise-times.ts";
import type { TimeOption } from "./TimeChoice.tsx";

/** The quick choices for a promise by the workspace's business hours, in words. */
export function useQuickTimes(): TimeOption[] {
  const { t } = useTranslation();
  const now = useNow();
  const { workspace } = useMe();
  return quickTimes(now, workspace.businessHours, workspace.timeZone).map(({ id, at }) => ({
    id,
    at,
    label: id === "later" ? t("acts.twoBusinessDays") : spokenTime(at, now),
  }));
}
