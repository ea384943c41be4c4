import { deactivateAgent } from "../../shared/agents.ts";
import * as conversationShapeApi from "../../shared/conversation-shape.ts";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as handoversApi from "../../shared/handovers.ts";
import * as happeningsApi from "../../shared/happenings.ts";
import * as messagesApi from "../../shared/messages.ts";
import * as repliesApi from "../../shared/replies.ts";
import * as viewsApi from "../../shared/views.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import type { Work } from "../platform/work.ts";
import { find } from "./access.ts";
import { answerCustomer, noteDown } from "./answering.ts";
import { conditionRoutes } from "./condition-routes.ts";
import { deactivate } from "./deactivation.ts";
import { getConversation } from "./detail.ts";
import { draftRoutes } from "./draft-routes.ts";
import { fieldRoutes } from "./field-routes.ts";
import { fileRoutes } from "./file-routes.ts";
import { accept, decline, offer, withdraw } from "./handover.ts";
import { listHappenings } from "./happenings.ts";
import { assign } from "./holder.ts";
import { mergeRoutes } from "./merge-routes.ts";
import { playbookRoutes } from "./playbook-routes.ts";
import { changeProperties } from "./properties.ts";
import { record, recordMessage } from "./record.ts";
import { vouch } from "./reply.ts";
import { reopen, resolve } from "./resolution.ts";
import { rowsOf } from "./row.ts";
import { takeBack } from "./sending.ts";
import { snoozeFor, wake } from "./snooze.ts";
import { getMessage, listMessages } from "./thread.ts";
import { topicRoutes } from "./topic-routes.ts";
import { revokeTracker } from "./tracker-link.ts";
import { countViews, listConversations } from "./views.ts";
import { putOnHold, rePromise, resume, waitForCustomer } from "./waiting.ts";

const others = [
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
  /** The conversation after a verb. Whoever gave it out of their own sight sees it this last time as the house does. */
  const after = async (work: Work, id: string, verb: Promise<void>) => {
    await verb;
    const stillMine = await find(work, id).then(
      () => true,
      () => false,
    );
    const eyes: Work = stillMine
      ? work
      : { ...work, actor: { kind: "system", workspaceId: work.workspaceId, id: null, name: "after" } };
    return getConversation(eyes, house, id);
  };

  answer(web, viewsApi.listConversations, ({ query }, work) => listConversations(work, query));
  answer(web, viewsApi.countViews, (_, work) => countViews(work));
  answer(web, conversationsApi.getConversation, ({ params }, work) =>
    getConversation(work, house, params.id),
  );
  answer(web, conversationsApi.getConversationRow, async ({ params }, work) => {
    await find(work, params.id);
    return (await rowsOf(work, [params.id]))[0] as conversationShapeApi.ConversationRow;
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
  answer(web, handoversApi.assign, ({ params, body }, work) =>
    after(work, params.id, assign(work, params.id, body)),
  );
  answer(web, handoversApi.offerHandover, ({ params, body }, work) =>
    after(work, params.id, offer(work, params.id, body)),
  );
  answer(web, handoversApi.acceptHandover, ({ params }, work) =>
    after(work, params.id, accept(work, params.id)),
  );
  answer(web, handoversApi.declineHandover, ({ params, body }, work) =>
    after(work, params.id, decline(work, params.id, body.reason)),
  );
  answer(web, handoversApi.withdrawHandover, ({ params }, work) =>
    after(work, params.id, withdraw(work, params.id)),
  );
  answer(web, conversationsApi.makePromise, ({ params, body }, work) =>
    after(work, params.id, rePromise(work, params.id, body)),
  );
  answer(web, conversationStatesApi.snooze, ({ params, body }, work) =>
    after(work, params.id, snoozeFor(work, params.id, body)),
  );
  answer(web, conversationStatesApi.unsnooze, ({ params }, work) =>
    after(work, params.id, wake(work, params.id, "agent")),
  );
  answer(web, conversationStatesApi.waitForCustomer, ({ params, body }, work) =>
    after(work, params.id, waitForCustomer(work, params.id, body.promise)),
  );
  answer(web, conversationStatesApi.putOnHold, ({ params, body }, work) =>
    after(work, params.id, putOnHold(work, params.id, body.promise)),
  );
  answer(web, conversationStatesApi.resumeConversation, ({ params }, work) =>
    after(work, params.id, resume(work, params.id)),
  );
  answer(web, conversationStatesApi.resolveConversation, ({ params, body }, work) =>
    after(work, params.id, resolve(work, params.id, body.reason)),
  );
  answer(web, conversationStatesApi.reopenConversation, ({ params }, work) =>
    after(work, params.id, reopen(work, params.id)),
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
