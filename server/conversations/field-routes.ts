import * as api from "../../shared/fields.ts";
import * as rules from "../../shared/resolve-rules.ts";
import { answer, type Web } from "../platform/http.ts";
import { changeField, createField, getField, listFields, orderFields, removeField } from "./field.ts";
import { conversationSheet, customerSheet, fillConversation, fillCustomer } from "./field-sheet.ts";
import { countFilled } from "./field-value.ts";
import { changeResolveRules, resolveRules } from "./resolve-rules.ts";

export function fieldRoutes(web: Web): void {
  answer(web, api.listFields, async ({ query }, work) => ({ items: await listFields(work, query.subject) }));
  answer(web, api.createField, ({ body }, work) => createField(work, body));
  answer(web, api.changeField, ({ params, body }, work) => changeField(work, params.id, body));
  answer(web, api.removeField, async ({ params }, work) => {
    await removeField(work, params.id);
    return {};
  });
  answer(web, api.getConversationFields, async ({ params }, work) => ({
    items: await conversationSheet(work, params.id),
  }));
  answer(web, api.fillConversationFields, async ({ params, body }, work) => ({
    items: await fillConversation(work, params.id, body.values),
  }));
  answer(web, api.getCustomerFields, async ({ params }, work) => ({
    items: await customerSheet(work, params.id),
  }));
  answer(web, api.fillCustomerFields, async ({ params, body }, work) => ({
    items: await fillCustomer(work, params.id, body.values),
  }));
  answer(web, api.orderFields, async ({ body }, work) => {
    await orderFields(work, body.ids);
    return {};
  });
  answer(web, api.countFieldUse, async ({ params }, work) => ({
    filled: await countFilled(work, await getField(work, params.id)),
  }));
  answer(web, rules.getResolveRules, (_, work) => resolveRules(work));
  answer(web, rules.changeResolveRules, ({ body }, work) => changeResolveRules(work, body));
}
