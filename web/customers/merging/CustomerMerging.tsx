import { useQuery } from "@tanstack/react-query";
import { Merge } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { listCustomerMerges, listDuplicates } from "../../../shared/customer-merging.ts";
import type { Customer } from "../../../shared/customers.ts";
import { useActions } from "../../lib/actions.ts";
import { needWords } from "../../lib/i18n.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";

const worded = async <T,>(file: Promise<T>): Promise<T> =>
  (await Promise.all([file, needWords("merging")]))[0];
const MergeCustomerDialog = lazy(() => worded(import("./MergeCustomerDialog.tsx")));
const Duplicates = lazy(() => worded(import("./Duplicates.tsx")));
const MergedHere = lazy(() => worded(import("./MergedHere.tsx")));

/** Who may be the same person as this customer, who was merged into them, and the way to merge. */
export function CustomerMerging({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const isAgent = useMay("customers.merge");
  const params = { id: customer.id };
  const duplicates = useQuery({ ...queryOf(listDuplicates, { params }), enabled: isAgent });
  const merges = useQuery({ ...queryOf(listCustomerMerges, { params }), enabled: isAgent });
  const [open, setOpen] = useState<string | true | null>(null);
  useActions(
    isAgent
      ? [
          {
            id: "customer.merge",
            group: "general",
            title: "actions.mergeCustomer",
            keys: "l m",
            run: () => setOpen(true),
          },
        ]
      : [],
  );
  if (!isAgent) return null;

  return (
    <>
      <Suspense fallback={null}>
        {(duplicates.data?.items.length ?? 0) > 0 && (
          <Duplicates items={duplicates.data?.items ?? []} onCompare={setOpen} />
        )}
        {(merges.data?.items.length ?? 0) > 0 && <MergedHere items={merges.data?.items ?? []} />}
        {open && (
          <MergeCustomerDialog
            customer={customer}
            other={open === true ? null : open}
            suggested={duplicates.data?.items ?? []}
            onClose={() => setOpen(null)}
          />
        )}
      </Suspense>
      <div className="border-t border-line px-4 py-3">
        <Button size="sm" keys="l m" icon={<Merge className="size-3.5" />} onClick={() => setOpen(true)}>
          {t("actions.mergeCustomer")}
        </Button>
      </div>
    </>
  );
}
