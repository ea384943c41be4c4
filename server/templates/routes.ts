import * as api from "../../shared/conversation-templates.ts";
import { answer, type Web } from "../platform/http.ts";
import { fill } from "./filling.ts";
import { changeTemplate, createTemplate, getTemplate, listTemplates, removeTemplate } from "./template.ts";

export function routes(web: Web): void {
  answer(web, api.listConversationTemplates, async (_, work) => ({ items: await listTemplates(work) }));
  answer(web, api.createConversationTemplate, ({ body }, work) => createTemplate(work, body));
  answer(web, api.changeConversationTemplate, ({ params, body }, work) =>
    changeTemplate(work, params.id, body),
  );
  answer(web, api.removeConversationTemplate, async ({ params }, work) => {
    await removeTemplate(work, params.id);
    return {};
  });
  answer(web, api.fillConversationTemplate, async ({ params, body }, work) =>
    fill(work, await getTemplate(work, params.id), body.customer),
  );
}
