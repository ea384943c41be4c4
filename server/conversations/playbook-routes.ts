import * as api from "../../shared/playbook.ts";
import { answer, type Web } from "../platform/http.ts";
import { confirmApology, withdrawApology } from "./apology.ts";
import { getPlaybook, playbookFigures } from "./playbook.ts";

export function playbookRoutes(web: Web): void {
  answer(web, api.getPlaybook, ({ params }, work) => getPlaybook(work, params.id));
  answer(web, api.confirmApology, async ({ params, body }, work) => {
    await confirmApology(work, params.id, body.messageId);
    return getPlaybook(work, params.id);
  });
  answer(web, api.withdrawApology, async ({ params }, work) => {
    await withdrawApology(work, params.id);
    return {};
  });
  answer(web, api.getPlaybookFigures, ({ query }, work) => playbookFigures(work, query.days));
}
