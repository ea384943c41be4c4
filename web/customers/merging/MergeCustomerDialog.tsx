import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mergeCustomers, previewCustomerMerge, unmergeCustomer } from "../../../shared/customer-merging.ts";
import type { CustomerRef } from "../../../shared/customers.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { toast } from "../../ui/Toast.tsx";
import { customerName } from "../names.ts";
import { Comparison, type Side } from "./Comparison.tsx";
import { CustomerFinder } from "./CustomerFinder.tsx";
import type { Duplicate } from "./Duplicates.tsx";
import { forgetCustomers } from "./forget-customers.ts";

interface Props {
  customer: CustomerRef;
  /** Whom to compare with from the start. */
  other: string | null;
  suggested: readonly Duplicate[];
  onClose: () => void;
}

/** Two entries beside each other: what joins, what differs and is chosen, and which of them stays. */
export default function MergeCustomerDialog({ customer, other, suggested, onClose }: Props) {
  const { t } = useTranslation();
  const [otherId, setOtherId] = useState(other);
  const [swapped, setSwapped] = useState(false);
  const [take, setTake] = useState<Readonly<Record<string, Side>>>({});
  const [targetId, sourceId] = swapped && otherId ? [otherId, customer.id] : [customer.id, otherId];
  const preview = useQuery({
    queryKey: [previewCustomerMerge.path, { id: targetId }, { sourceId }],
    queryFn: () =>
      call(previewCustomerMerge, { params: { id: targetId }, body: { sourceId: sourceId ?? "" } }),
    enabled: sourceId !== null,
    retry: false,
    staleTime: 0,
  });
  const merging = useMergingCustomers(targetId, sourceId ?? "", onClose);
  const name = preview.data ? customerName(preview.data.target.customer) : "";
  const taken = Object.keys(take).filter((key) => take[key] === "source");

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("customerMerging.title")}
      description={t("customerMerging.lead")}
    >
      {otherId === null ? (
        <CustomerFinder without={customer.id} suggested={suggested} onChoose={setOtherId} />
      ) : (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            merging.mutate(taken);
          }}
        >
          {preview.data && (
            <Comparison
              preview={preview.data}
              take={take}
              onTake={(key, side) => setTake({ ...take, [key]: side })}
              onSwap={() => {
                setSwapped(!swapped);
                setTake({});
              }}
            />
          )}
          <ErrorLine error={merging.error ?? preview.error} />
          <Actions>
            <Button look="plain" onClick={onClose}>
              {t("ui.cancel")}
            </Button>
            <Button type="submit" look="primary" busy={merging.isPending} disabled={!preview.data}>
              {t("customerMerging.act", { name })}
            </Button>
          </Actions>
        </form>
      )}
    </Dialog>
  );
}

function useMergingCustomers(targetId: string, sourceId: string, onClose: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const undo = async () => {
    await call(unmergeCustomer, { params: { id: sourceId } });
    forgetCustomers(queries);
  };
  return useMutation({
    mutationFn: (take: string[]) =>
      call(mergeCustomers, { params: { id: targetId }, body: { sourceId, take } }),
    onSuccess: (customer) => {
      toast(t("customerMerging.done", { name: customerName(customer) }), {
        action: { label: t("ui.undo"), onClick: () => void undo() },
      });
      onClose();
      forgetCustomers(queries);
      void navigate({ to: "/customers/$customerId", params: { customerId: targetId } });
    },
  });
}
