import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { type listCustomerMerges, unmergeCustomer } from "../../../shared/customer-merging.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { exactTime, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { Part } from "../Part.tsx";
import { forgetCustomers } from "./forget-customers.ts";

type MergeOf = z.output<typeof listCustomerMerges.reply>["items"][number];

/** Who was merged into a customer, by whom, and the way back while there is one. */
export default function MergedHere({ items }: { items: readonly MergeOf[] }) {
  const { t } = useTranslation();
  return (
    <Part title={t("customerMerging.mergedHere")}>
      <ul className="flex flex-col gap-2">
        {items.map((one) => (
          <Merged key={one.sourceId} one={one} />
        ))}
      </ul>
    </Part>
  );
}

function Merged({ one }: { one: MergeOf }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const now = useNow();
  const name = one.name || (one.addresses[0] ?? t("customers.nameless"));
  const back = useMutation({
    mutationFn: () => call(unmergeCustomer, { params: { id: one.sourceId } }),
    onSuccess: () => {
      toast(t("customerMerging.takenBack", { name }));
      forgetCustomers(queries);
    },
    onError: (error) => toast.error(problemText(asProblem(error)).title),
  });
  const day = new Intl.DateTimeFormat(i18n.language, { day: "numeric", month: "long" }).format(one.undoUntil);
  return (
    <li className="flex items-center gap-2">
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <bdi>{name}</bdi>
        </p>
        <p className="text-xs text-faint" title={exactTime(one.at)}>
          {one.by ? t("customerMerging.by", { name: one.by.name }) : t("customerMerging.byThemselves")}
          {one.undoUntil > now && ` · ${t("customerMerging.until", { day })}`}
        </p>
      </div>
      {one.undoUntil > now && (
        <Button
          size="sm"
          busy={back.isPending}
          onClick={() => back.mutate()}
          aria-label={t("customerMerging.takeBackNamed", { name })}
        >
          {t("customerMerging.takeBack")}
        </Button>
      )}
    </li>
  );
}
