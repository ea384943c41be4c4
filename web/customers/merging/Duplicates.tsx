import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { listDuplicates } from "../../../shared/customer-merging.ts";
import { Button } from "../../ui/Button.tsx";
import { customerName } from "../names.ts";
import { Part } from "../Part.tsx";

export type Duplicate = z.output<typeof listDuplicates.reply>["items"][number];

/** Customers who may be the same person, each with what speaks for it; nothing joins before somebody has compared. */
export default function Duplicates({
  items,
  onCompare,
}: {
  items: readonly Duplicate[];
  onCompare: (id: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Part title={t("customerMerging.suggested")}>
      <ul className="flex flex-col gap-2">
        {items.slice(0, 5).map((one) => (
          <li key={one.id} className="flex items-center gap-2">
            <div className="min-w-0 flex-1">
              <Link
                to="/customers/$customerId"
                params={{ customerId: one.id }}
                className="block truncate rounded text-coral-ink underline-offset-2 hover:underline"
              >
                <bdi>{customerName(one)}</bdi>
              </Link>
              <p className="truncate text-xs text-faint">
                {t(`customerMerging.why.${one.why}`)}
                {one.name && one.email && (
                  <>
                    {" · "}
                    <bdi>{one.email}</bdi>
                  </>
                )}
              </p>
            </div>
            <Button size="sm" onClick={() => onCompare(one.id)}>
              {t("customerMerging.look")}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}
