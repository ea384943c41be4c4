import { createMailAddress } from "../../../shared/agent-mail.ts";
import * as api from "../../../shared/email.ts";
import * as layouts from "../../../shared/mail-layouts.ts";
import { getMailStory } from "../../../shared/mail-story.ts";
import { getSendingLimits, setSendingLimits } from "../../../shared/sending-limits.ts";
import { answer, answerFreely, type Web } from "../../platform/http.ts";
import { accountingRoutes } from "./accounting-routes.ts";
import { ownAddresses } from "./agent-address.ts";
import { listDeliveries, retryDelivery } from "./delivery.ts";
import { domainRoutes } from "./domain-routes.ts";
import { grantRoutes } from "./grant-routes.ts";
import { hookRoutes } from "./hook-routes.ts";
import { inboundSource } from "./inbound.ts";
import { listInbound, retryInbound } from "./inbound-list.ts";
import { listLayouts, removeLayout, setLayout } from "./layout.ts";
import { previewOf, sendTest } from "./layout-trial.ts";
import { mailStory } from "./mail-story.ts";
import { changeMailbox, createMailbox, listMailboxes, removeMailbox } from "./mailbox.ts";
import { redirect } from "./redirection.ts";
import { getLimits, setLimits } from "./sending-limits.ts";
import { tryInbox } from "./trial.ts";

export function routes(web: Web): void {
  const { house } = web;
  answer(web, api.listInboxes, (_, work) => listMailboxes(work));
  answer(web, api.createInbox, ({ body }, work) => createMailbox(work, house, body));
  answer(web, api.changeInbox, ({ params, body }, work) => changeMailbox(work, house, params.id, body));
  answer(web, api.removeInbox, ({ params }, work) => removeMailbox(work, params.id));
  answerFreely(web, api.testInbox, ({ params }, actor) => tryInbox(house, actor, params.id));
  answer(web, api.listInbound, ({ query }, work) => listInbound(work, query));
  answer(web, api.retryInbound, ({ params }, work) => retryInbound(work, params.id));
  answerFreely(web, api.downloadInbound, async ({ params, answer: reply }, actor) => {
    const { sha256, size } = await house.work(actor, (work) => inboundSource(work, params.id));
    const raw = await house.files.stream(actor.workspaceId, sha256);
    // Never shown in the browser: it is whatever a stranger sent.
    return reply
      .header("content-type", "message/rfc822")
      .header("content-length", size)
      .header("content-disposition", `attachment; filename="${params.id}.eml"`)
      .header("content-security-policy", "sandbox; default-src 'none'")
      .send(raw);
  });
  answer(web, api.listDeliveries, ({ query }, work) => listDeliveries(work, query));
  answer(web, api.retryDelivery, ({ params }, work) => retryDelivery(work, params.id));
  answer(web, api.redirectDelivery, ({ params, body }, work) => redirect(work, params.id, body.address));
  answer(web, getMailStory, ({ params }, work) => mailStory(work, params.id));
  answer(web, createMailAddress, async ({ params }, work) => ({
    addresses: await ownAddresses(work, house, params.id),
  }));
  answer(web, getSendingLimits, ({ params }, work) => getLimits(work, params.id));
  answer(web, setSendingLimits, ({ params, body }, work) => setLimits(work, params.id, body));
  answer(web, layouts.listLayouts, ({ params }, work) => listLayouts(work, params.id));
  answer(web, layouts.setLayout, ({ params, body }, work) =>
    setLayout(work, params.id, params.language, body),
  );
  answer(web, layouts.removeLayout, ({ params }, work) => removeLayout(work, params.id, params.language));
  answerFreely(web, layouts.previewLayout, ({ params, body }, actor) =>
    previewOf(house, actor, params.id, body),
  );
  answer(web, layouts.testLayout, ({ params, body }, work) => sendTest(work, params.id, body));
  accountingRoutes(web);
  domainRoutes(web);
  grantRoutes(web);
  hookRoutes(web);
}
