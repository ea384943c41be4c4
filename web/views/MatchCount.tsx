import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Condition } from "../../shared/conditions.ts";
import { previewView } from "../../shared/saved-views.ts";
import { call } from "../lib/call.ts";

const rest = 300;

/** How many a condition selects at this moment, asked for when one has stopped changing it. */
export function MatchCount({ condition, sound }: { condition: Condition; sound: boolean }) {
  const { t } = useTranslation();
  // What cannot be asked is never asked, also not for the moment until what is new has rested.
  const [asked, setAsked] = useState(sound ? condition : null);
  const text = JSON.stringify(condition);
  useEffect(() => {
    if (!sound) return;
    const timer = setTimeout(() => setAsked(JSON.parse(text) as Condition), rest);
    return () => clearTimeout(timer);
  }, [text, sound]);
  const { data, isFetching, error } = useQuery({
    queryKey: [previewView.path, JSON.stringify(asked)],
    queryFn: ({ signal }) =>
      call(
        previewView,
        { body: { condition: asked ?? condition, limit: 1, columns: ["subject"], sort: "due" } },
        { signal },
      ),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    retry: false,
  });
  const settled = !isFetching && JSON.stringify(asked) === text;

  const says = () => {
    if (!sound) return t("savedViews.matchesUnready");
    if (error) return t("savedViews.matchesUnknown");
    if (!data || !settled) return t("savedViews.counting");
    if (data.count === null) return t("savedViews.matchesUnknown");
    return data.count >= 1000 ? t("savedViews.matchesMany") : t("savedViews.matches", { count: data.count });
  };
  return (
    <p role="status" className="figures mt-2 font-medium">
      {says()}
    </p>
  );
}
