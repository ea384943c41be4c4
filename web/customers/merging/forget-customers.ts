import type { QueryClient } from "@tanstack/react-query";
import { listOrders } from "../../../shared/commerce.ts";
import { getConversation } from "../../../shared/conversations.ts";
import { listCustomerMerges, listDuplicates } from "../../../shared/customer-merging.ts";
import { getCustomer, listCustomers } from "../../../shared/customers.ts";
import { getCustomerFields } from "../../../shared/fields.ts";
import { getMailStanding } from "../../../shared/suppressions.ts";
import { listConversations } from "../../../shared/views.ts";

const stale = [
  getCustomer,
  listCustomers,
  listDuplicates,
  listCustomerMerges,
  getCustomerFields,
  getMailStanding,
  listOrders,
  listConversations,
  getConversation,
];

/** Asks anew for all that a merge of customers changes, without waiting to hear of it. */
export function forgetCustomers(queries: QueryClient): void {
  for (const { path } of stale) void queries.invalidateQueries({ queryKey: [path] });
}
