import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listTroubles } from "../../shared/platform.ts";
import { queryOf } from "../lib/query.ts";
import { useMay } from "../people/people.ts";

const lookEvery = 60_000;

/** Tells admins, wherever they are, what keeps the whole house from working, and what to do. */
export function TroubleBanner() {
  const { t } = useTranslation();
  const isAdmin = useMay("workspace.repair");
  const troubles = useQuery({
    ...queryOf(listTroubles, {}),
    enabled: isAdmin,
    refetchInterval: lookEvery,
    retry: false,
  });

  return (
    <div role="status">
      {troubles.data?.items.map(({ kind, count }) => (
        <p
          key={kind}
          className="flex items-center justify-center gap-2 border-b border-line bg-late-soft px-4 py-1 text-late"
        >
          <TriangleAlert className="size-3.5 shrink-0" aria-hidden="true" />
          {t(`troubles.${kind}`, { count })}
        </p>
      ))}
    </div>
  );
}
