import * as api from "../../shared/commerce.ts";
import { answer, type Web } from "../platform/http.ts";
import { listOrders, recordOrder } from "./order.ts";

export function routes(web: Web): void {
  answer(web, api.listOrders, ({ params, query }, work) => listOrders(work, params.id, query));
  answer(web, api.recordOrder, ({ params, body }, work) => recordOrder(work, params.number, body));
}
