import * as api from "../../../shared/mail-accounting.ts";
import { answer, answerFreely, type Web } from "../../platform/http.ts";
import { checkMailAccount, fetchMailsAgain, mailAccount } from "./accounting.ts";
import { listServerFolders } from "./mailbox-line.ts";

/** Whether what came in adds up, and what the mailboxes have. */
export function accountingRoutes(web: Web): void {
  const { house } = web;
  answerFreely(web, api.listServerFolders, ({ params }, actor) => listServerFolders(house, actor, params.id));
  answer(web, api.getMailAccount, ({ params }, work) => mailAccount(work, params.id));
  answerFreely(web, api.checkMailAccount, ({ params }, actor) => checkMailAccount(house, actor, params.id));
  answer(web, api.fetchMailsAgain, ({ params, body }, work) => fetchMailsAgain(work, params.id, body));
}
