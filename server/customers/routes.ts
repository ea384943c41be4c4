import * as api from "../../shared/customers.ts";
import { answer, type Web } from "../platform/http.ts";
import { addIdentity, changeCustomer, createCustomer, getCustomer } from "./customer.ts";
import { listCustomers } from "./directory.ts";

export function routes(web: Web): void {
  answer(web, api.listCustomers, ({ query }, work) => listCustomers(work, query));
  answer(web, api.createCustomer, ({ body }, work) => createCustomer(work, body));
  answer(web, api.getCustomer, ({ params }, work) => getCustomer(work, params.id));
  answer(web, api.changeCustomer, ({ params, body }, work) => changeCustomer(work, params.id, body));
  answer(web, api.addIdentity, ({ params, body }, work) =>
    addIdentity(work, params.id, body.kind, body.value),
  );
}
