import * as api from "../../shared/topics.ts";
import { answer, type Web } from "../platform/http.ts";
import { classify } from "./classification.ts";
import { getConversation } from "./detail.ts";
import { changeRootCause, createRootCause, listRootCauses, removeRootCause } from "./root-cause.ts";
import { changeStatus, createStatus, listStatuses, removeStatus, setStatus } from "./status.ts";
import { listTags } from "./tag.ts";
import { changeTopic, createTopic, listTopics, removeTopic } from "./topic.ts";
import { suggestTopics } from "./topic-lesson.ts";

export function topicRoutes(web: Web): void {
  const { house } = web;
  const nothing = async (verb: Promise<void>) => verb.then(() => ({}));

  answer(web, api.listTopics, async (_, work) => ({ items: await listTopics(work) }));
  answer(web, api.createTopic, ({ body }, work) => createTopic(work, body));
  answer(web, api.changeTopic, ({ params, body }, work) => changeTopic(work, params.id, body));
  answer(web, api.removeTopic, ({ params }, work) => nothing(removeTopic(work, params.id)));
  answer(web, api.listRootCauses, async (_, work) => ({ items: await listRootCauses(work) }));
  answer(web, api.createRootCause, ({ body }, work) => createRootCause(work, body));
  answer(web, api.changeRootCause, ({ params, body }, work) => changeRootCause(work, params.id, body));
  answer(web, api.removeRootCause, ({ params }, work) => nothing(removeRootCause(work, params.id)));
  answer(web, api.listStatuses, async (_, work) => ({ items: await listStatuses(work) }));
  answer(web, api.createStatus, ({ body }, work) => createStatus(work, body));
  answer(web, api.changeStatus, ({ params, body }, work) => changeStatus(work, params.id, body));
  answer(web, api.removeStatus, ({ params }, work) => nothing(removeStatus(work, params.id)));
  answer(web, api.listTags, async ({ query }, work) => ({ items: await listTags(work, query.q) }));
  answer(web, api.suggestTopics, async ({ params }, work) => ({
    items: await suggestTopics(work, params.id),
  }));
  answer(web, api.classify, async ({ params, body }, work) => {
    await classify(work, params.id, body);
    return getConversation(work, house, params.id);
  });
  answer(web, api.setStatus, async ({ params, body }, work) => {
    await setStatus(work, params.id, body);
    return getConversation(work, house, params.id);
  });
}
