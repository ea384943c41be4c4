import * as api from "../../shared/customer-merging.ts";
import { answer, type Web } from "../platform/http.ts";
import { getCustomer } from "./customer.ts";
import { mergeCustomers } from "./merge.ts";
import { listDuplicates } from "./merge-duplicates.ts";
import { previewCustomerMerge } from "./merge-preview.ts";
import { listCustomerMerges, unmergeCustomer } from "./merge-undo.ts";

export function mergeRoutes(web: Web): void {
  answer(web, api.previewCustomerMerge, ({ params, body }, work) =>
    previewCustomerMerge(work, params.id, body.sourceId),
  );
  answer(web, api.mergeCustomers, async ({ params, body }, work) => {
    await mergeCustomers(work, params.id, body.sourceId, body.take);
    return getCustomer(work, params.id);
  });
  answer(web, api.unmergeCustomer, async ({ params }, work) => {
    await unmergeCustomer(work, params.id);
    return getCustomer(work, params.id);
  });
  answer(web, api.listCustomerMerges, async ({ params }, work) => {
    await getCustomer(work, params.id);
    return { items: await listCustomerMerges(work, params.id) };
  });
  answer(web, api.listDuplicates, async ({ params }, work) => ({
    items: await listDuplicates(work, params.id),
  }));
}
