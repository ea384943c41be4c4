import * as api from "../../shared/customers.ts";
import * as suppressions from "../../shared/suppressions.ts";
import { answer, type Web } from "../platform/http.ts";
import { addIdentity, changeCustomer, createCustomer, getCustomer } from "./customer.ts";
import { listCustomers } from "./directory.ts";
import { changeConsent, getMailStanding } from "./mail-standing.ts";
import { mergeRoutes } from "./merge-routes.ts";
import { liftSuppression, listSuppressions, suppressAddress } from "./suppression.ts";

export function routes(web: Web): void {
  mergeRoutes(web);
  answer(web, api.listCustomers, ({ query }, work) => listCustomers(work, query));
  answer(web, api.createCustomer, ({ body }, work) => createCustomer(work, body));
  answer(web, api.getCustomer, ({ params }, work) => getCustomer(work, params.id));
  answer(web, api.changeCustomer, ({ params, body }, work) => changeCustomer(work, params.id, body));
  answer(web, api.addIdentity, ({ params, body }, work) =>
    addIdentity(work, params.id, body.kind, body.value),
  );
  answer(web, suppressions.listSuppressions, ({ query }, work) => listSuppressions(work, query));
  answer(web, suppressions.suppressAddress, ({ body }, work) => suppressAddress(work, body));
  answer(web, suppressions.liftSuppression, ({ params, body }, work) =>
    liftSuppression(work, params.id, body.why),
  );
  answer(web, suppressions.getMailStanding, ({ params }, work) => getMailStanding(work, params.id));
  answer(web, suppressions.changeConsent, ({ params, body }, work) => changeConsent(work, params.id, body));
}
