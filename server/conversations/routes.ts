import { deactivateAgent } from "../../shared/agents.ts";
import type { ConversationRow } from "../../shared/conversation-shape.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as happeningsApi from "../../shared/happenings.ts";
import * as messagesApi from "../../shared/messages.ts";
import * as repliesApi from "../../shared/replies.ts";
import * as viewsApi from "../../shared/views.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import { find } from "./access.ts";
import { actRoutes } from "./act-routes.ts";
import { afterIn } from "./after.ts";
import { answerCustomer, noteDown } from "./answering.ts";
import { conditionRoutes } from "./condition-routes.ts";
import { deactivate } from "./deactivation.ts";
import { getConversation } from "./detail.ts";
import { draftRoutes } from "./draft-routes.ts";
import { fieldRoutes } from "./field-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { listHappenings } from "./happenings.ts";
import { mergeRoutes } from "./merge-routes.ts";
import { playbookRoutes } from "./playbook-routes.ts";
import { changeProperties } from "./properties.ts";
import { record, recordMessage } from "./record.ts";
import { vouch } from "./reply.ts";
import { rowsOf } from "./row.ts";
import { takeBack } from "./sending.ts";
import { getMessage, listMessages } from "./thread.ts";
import { topicRoutes } from "./topic-routes.ts";
import { revokeTracker } from "./tracker-link.ts";
import { countViews, listConversations } from "./views.ts";

const others = [
  actRoutes,
  draftRoutes,
  fileRoutes,
  conditionRoutes,
  fieldRoutes,
  topicRoutes,
  mergeRoutes,
  playbookRoutes,
];

export function routes(web: Web): void {
  const { house } = web;
  const after = afterIn(house);
  answer(web, viewsApi.listConversations, ({ query }, work) => listConversations(work, query));
  answer(web, viewsApi.countViews, (_, work) => countViews(work));
  answer(web, conversationsApi.getConversation, ({ params }, work) =>
    getConversation(work, house, params.id),
  );
  answer(web, conversationsApi.getConversationRow, async ({ params }, work) => {
    await find(work, params.id);
    return (await rowsOf(work, [params.id]))[0] as ConversationRow;
  });
  answer(web, messagesApi.listMessages, ({ params, query }, work) => listMessages(work, params.id, query));
  answer(web, messagesApi.getMessage, ({ params }, work) => getMessage(work, params.id));
  answer(web, happeningsApi.listHappenings, ({ params, query }, work) =>
    listHappenings(work, params.id, query),
  );
  answer(web, conversationsApi.startConversation, async ({ body }, work) =>
    after(work, await record(work, body), Promise.resolve()),
  );
  answer(web, messagesApi.receiveMessage, ({ params, body }, work) => recordMessage(work, params.id, body));
  answer(web, repliesApi.sendReply, ({ params, body }, work) => answerCustomer(work, params.id, body));
  answer(web, repliesApi.takeReplyBack, ({ params }, work) => takeBack(work, params.id));
  answer(web, repliesApi.writeNote, ({ params, body }, work) => noteDown(work, params.id, body));
  answer(web, conversationsApi.changeConversation, ({ params, body }, work) =>
    after(work, params.id, changeProperties(work, params.id, body)),
  );
  answer(web, messagesApi.vouchForMessage, async ({ params }, work) => {
    await vouch(work, params.id);
    return getMessage(work, params.id);
  });
  answer(web, conversationsApi.revokeTracker, async ({ params }, work) => {
    await revokeTracker(work, params.id);
    return {};
  });
  answerFreely(web, deactivateAgent, ({ params, body }, actor) => deactivate(house, actor, params.id, body));
  for (const more of others) more(web);
}
