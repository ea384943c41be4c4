import * as api from "../../../shared/deliverability.ts";
import { answer, answerFreely, type Web } from "../../platform/http.ts";
import { getDeliverability, listMailDomains } from "./deliverability.ts";
import { checkDkimKey, createDkimKey, removeDkimKey } from "./dkim-key.ts";

/** Domains that mail is sent under; what asks DNS or makes keys takes longer than a work may. */
export function domainRoutes(web: Web): void {
  const { house } = web;
  answer(web, api.listMailDomains, (_, work) => listMailDomains(work));
  answerFreely(web, api.getDeliverability, ({ params }, actor) =>
    getDeliverability(house, actor, params.domain),
  );
  answerFreely(web, api.createDkimKey, ({ body }, actor) => createDkimKey(house, actor, body));
  answerFreely(web, api.checkDkimKey, ({ params }, actor) => checkDkimKey(house, actor, params.id));
  answer(web, api.removeDkimKey, ({ params }, work) => removeDkimKey(work, params.id));
}
