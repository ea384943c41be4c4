import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listLastChanges } from "../../../shared/audit.ts";
import { queryOf } from "../../lib/query.ts";
import { exactTime, longAgo, useNow } from "../../lib/time.ts";
import { useMayAs } from "../../people/people.ts";

/** Who changed the thing that is shown last, and when; nothing before it is known, and for whom the log is not. */
export function ChangedBy({ id }: { id: string | undefined }) {
  const { t } = useTranslation();
  const now = useNow();
  const may = useMayAs("agent");
  const { data } = useQuery({
    ...queryOf(listLastChanges, { query: { of: id ?? "" } }),
    enabled: may && id !== undefined,
    // A colleague may have changed it since it was looked at last.
    staleTime: 0,
  });
  const change = data?.items[0];
  if (!change) return null;

  const { actor, at } = change;
  const nameless = actor.kind === "key" ? t("audit.key") : t("audit.system");
  return (
    <p className="text-xs text-faint" title={exactTime(at)}>
      {t("audit.changedBy", { name: actor.name ?? nameless, when: longAgo(at, now) })}
    </p>
  );
}
