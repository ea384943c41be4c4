import * as api from "../../../shared/mail-oauth.ts";
import { answer, answerFreely, type Web } from "../../platform/http.ts";
import { changeMailGrant, getMailGrant, removeMailGrant } from "./mail-grant.ts";
import { askForMailGrant, takeMailGrant } from "./mail-grant-ask.ts";

/** How inboxes sign in at their providers without a password. */
export function grantRoutes(web: Web): void {
  const { house } = web;
  answer(web, api.getMailGrant, ({ params }, work) => getMailGrant(work, house, params.id));
  answer(web, api.changeMailGrant, ({ params, body }, work) => changeMailGrant(work, house, params.id, body));
  answer(web, api.askForMailGrant, ({ params }, work) => askForMailGrant(work, house, params.id));
  answer(web, api.removeMailGrant, ({ params }, work) => removeMailGrant(work, params.id));
  answerFreely(web, api.takeMailGrant, async ({ query, answer: reply }, actor) =>
    reply.redirect(await takeMailGrant(house, actor, query), 302),
  );
}
