import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listOrders, type Order } from "../../shared/commerce.ts";
import { i18n } from "../lib/i18n.ts";
import { pagesOf } from "../lib/query.ts";
import { Button } from "../ui/Button.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { Part } from "./Part.tsx";

/** What the customer bought; nothing at all where no shop is connected. */
export function Orders({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    pagesOf(listOrders, { params: { id: customerId }, query: { limit: 5 } }),
  );
  const orders = data?.pages.flatMap(({ items }) => items) ?? [];
  if (orders.length === 0) return null;

  return (
    <Part title={t("customers.orders")}>
      <ul className="flex flex-col gap-2.5">
        {orders.map((order) => (
          <li key={order.id}>
            <div className="flex items-baseline gap-2">
              <span className="font-medium">{order.number}</span>
              <span className="text-xs text-faint">{t(`customers.orderStates.${order.status}`)}</span>
              <span className="ms-auto">{money(order)}</span>
            </div>
            <div className="flex items-baseline gap-2 text-xs text-soft">
              <span className="min-w-0 flex-1 truncate">
                {order.lines
                  .map(({ name, quantity }) => (quantity > 1 ? `${quantity} × ${name}` : name))
                  .join(", ")}
              </span>
              <RelativeTime at={order.placedAt} className="text-faint" />
            </div>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button
          size="sm"
          look="plain"
          busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className="mt-2"
        >
          {t("customers.moreOrders")}
        </Button>
      )}
    </Part>
  );
}

/** An order's total in its currency; minor units by what the currency has. */
function money({ totalMinor, currency }: Order): string {
  const format = new Intl.NumberFormat(i18n.language, { style: "currency", currency });
  return format.format(totalMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
