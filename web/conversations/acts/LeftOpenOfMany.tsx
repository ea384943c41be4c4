import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { BulkSelection } from "../../../shared/bulk.ts";
import { countLeftOpen } from "../../../shared/left-open.ts";
import { call } from "../../lib/call.ts";

/** Says, before many are resolved, in how many something stays open; nothing where nothing does. */
export function LeftOpenOfMany({ selection }: { selection: BulkSelection }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: [countLeftOpen.path, JSON.stringify(selection)],
    queryFn: () => call(countLeftOpen, { body: { selection } }),
    // An empty choice asks nothing.
    enabled: !("ids" in selection) || selection.ids.length > 0,
    staleTime: 0,
  });
  if (!data || data.conversations === 0) return null;
  const { conversations, tasks, sides } = data;
  const parts = [
    ...(tasks > 0 ? [t("acts.leftTasks", { count: tasks })] : []),
    ...(sides > 0 ? [t("acts.leftSides", { count: sides })] : []),
  ];
  return (
    <p role="status" className="rounded-lg border border-line bg-soon-soft px-3 py-2">
      {t("acts.leftOpen", { count: conversations, what: parts.join(", ") })}
    </p>
  );
}
