import { useTranslation } from "react-i18next";
import { spokenTime, useNow } from "../../lib/time.ts";
import type { ComposerTab } from "./focus.ts";
import type { NextStep } from "./next-step.ts";

/** What the button will do, in words: "Send and wait for Ana". */
export function useSendLabel(tab: ComposerTab, step: NextStep | null, name: string): string {
  const { t } = useTranslation();
  const now = useNow();
  if (tab === "note") return t("composer.saveNote");
  switch (step?.kind) {
    case "wait":
      return t("composer.sendAndWait", { name });
    case "resolve":
      return t("composer.sendAndResolve");
    case "promise":
      return t("composer.sendAndPromise", { when: spokenTime(step.at, now) });
    case undefined:
      return t("composer.send");
  }
}
