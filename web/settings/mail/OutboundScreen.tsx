import { useInfiniteQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Delivery, listDeliveries } from "../../../shared/email.ts";
import { oneOf, useInAddress } from "../../lib/address.ts";
import { pagesOf } from "../../lib/query.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Filter } from "../parts/Filter.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { PagedRows } from "../parts/LongRows.tsx";
import { Screen } from "../parts/Screen.tsx";
import { DeliveryRow } from "./DeliveryRow.tsx";

type State = Delivery["state"];
type Shown = State | "all";

const shown: readonly Shown[] = ["all", ...Delivery.shape.state.options];
/** Every mail that goes out, with how it fared. */
export default function OutboundScreen() {
  const { t } = useTranslation();
  const [state, setState] = useInAddress("state", "all", oneOf(shown));
  const query = useInfiniteQuery(pagesOf(listDeliveries, { query: state === "all" ? {} : { state } }));

  return (
    <Screen title={t("mailLog.out.title")} lead={t("mailLog.out.lead")}>
      <div className="flex flex-col gap-3">
        <Filter
          label={t("mailLog.filter")}
          value={state}
          onChange={setState}
          items={shown.map((value) => ({
            value,
            label: value === "all" ? t("mailLog.all") : t(`mailLog.out.states.${value}`),
          }))}
        />
        <Loaded query={{ ...query, data: query.data?.pages.flatMap(({ items }) => items) }} rows={6}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon={<Send />} title={t("mailLog.out.emptyTitle")}>
                {t(state === "all" ? "mailLog.out.empty" : "mailLog.noneOfState")}
              </EmptyState>
            ) : (
              <PagedRows
                label={t("mailLog.out.title")}
                query={query}
                items={items}
                keyOf={({ id }) => id}
                estimate={64}
                memory={`outbound ${state}`}
              >
                {(delivery) => <DeliveryRow key={delivery.id} delivery={delivery} />}
              </PagedRows>
            )
          }
        </Loaded>
      </div>
    </Screen>
  );
}
