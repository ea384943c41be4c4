import * as tags from "../../shared/tags.ts";
import * as api from "../../shared/topics.ts";
import { answer, type Web } from "../platform/http.ts";
import { classify } from "./classification.ts";
import { getConversation } from "./detail.ts";
import { changeRootCause, createRootCause, listRootCauses, removeRootCause } from "./root-cause.ts";
import { suggestRootCauses } from "./root-cause-lesson.ts";
import {
  changeStatus,
  createStatus,
  listStatuses,
  orderStatuses,
  removeStatus,
  setStatus,
} from "./status.ts";
import { listTags, putTag, removeTag, renameTag } from "./tag.ts";
import {
  archivedTopics,
  changeTopic,
  createTopic,
  listTopics,
  orderTopics,
  removeTopic,
  restoreTopic,
} from "./topic.ts";
import { forgetWord, suggestTopics, topicWords } from "./topic-lesson.ts";

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
  answer(web, api.orderTopics, ({ body }, work) => nothing(orderTopics(work, body.ids)));
  answer(web, api.listArchivedTopics, async (_, work) => ({ items: await archivedTopics(work) }));
  answer(web, api.restoreTopic, ({ params }, work) => restoreTopic(work, params.id));
  answer(web, api.listTopicWords, ({ params }, work) => topicWords(work, params.id));
  answer(web, api.forgetTopicWord, ({ params }, work) => nothing(forgetWord(work, params.id, params.word)));
  answer(web, api.orderStatuses, ({ body }, work) => nothing(orderStatuses(work, body.ids)));
  answer(web, tags.listTags, ({ query }, work) => listTags(work, query.q));
  answer(web, tags.putTag, ({ params, body }, work) => nothing(putTag(work, params.name, body.color)));
  answer(web, tags.renameTag, ({ params, body }, work) => nothing(renameTag(work, params.name, body.name)));
  answer(web, tags.removeTag, ({ params }, work) => nothing(removeTag(work, params.name)));
  answer(web, api.suggestTopics, async ({ params }, work) => ({
    items: (await suggestTopics(work, params.id)).map(({ id, ...more }) => ({ topicId: id, ...more })),
  }));
  answer(web, api.suggestRootCauses, async ({ params }, work) => ({
    items: (await suggestRootCauses(work, params.id)).map(({ id, ...more }) => ({
      rootCauseId: id,
      ...more,
    })),
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
