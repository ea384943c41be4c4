import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type FoundPromise, promiseIn } from "../../lib/promise-in.ts";
import { useNow } from "../../lib/time.ts";
import { useMe } from "../../people/people.ts";
import { plainOf } from "./rich-text.ts";

/** What the text one writes promises, by the workspace's hours and zone; null when it promises nothing. */
export function usePromiseFound(html: string): FoundPromise | null {
  const { i18n } = useTranslation();
  const { businessHours, timeZone } = useMe().workspace;
  const now = useNow();
  // The minute is enough: every key would read the whole text again.
  const minute = Math.floor(now.getTime() / 60_000);
  return useMemo(() => {
    const at = new Date(minute * 60_000);
    return promiseIn(plainOf(html), at, timeZone, businessHours, i18n.language);
  }, [html, minute, timeZone, businessHours, i18n.language]);
}
