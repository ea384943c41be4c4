import * as api from "../../shared/merging.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import { getConversation } from "./detail.ts";
import { follow, listFollowers, unfollow } from "./follower.ts";
import { link, listLinks, unlink } from "./link.ts";
import { merge } from "./merge.ts";
import { mergeCandidates } from "./merge-candidates.ts";
import { previewMerge } from "./merge-preview.ts";
import { split } from "./split.ts";
import { listMerges, unmerge } from "./unmerge.ts";

export function mergeRoutes(web: Web): void {
  const { house } = web;
  answer(web, api.mergeConversations, async ({ params, body }, work) => {
    await merge(work, params.id, body.sourceIds, body.acrossCustomers);
    return getConversation(work, house, params.id);
  });
  answerFreely(web, api.previewMerge, ({ params, body }, actor) =>
    previewMerge(house, actor, params.id, body.sourceIds),
  );
  answer(web, api.listMergeCandidates, async ({ params, query }, work) => ({
    items: await mergeCandidates(work, params.id, query.q),
  }));
  answer(web, api.unmergeConversation, async ({ params }, work) => {
    await unmerge(work, params.id);
    return getConversation(work, house, params.id);
  });
  answer(web, api.listMerges, async ({ params }, work) => ({ items: await listMerges(work, params.id) }));
  answer(web, api.splitMessage, async ({ params, body }, work) =>
    getConversation(work, house, await split(work, params.id, body)),
  );
  answer(web, api.listLinks, async ({ params }, work) => ({ items: await listLinks(work, params.id) }));
  answer(web, api.linkConversation, async ({ params, body }, work) => {
    if (body.kind) await link(work, params.id, body.linkedId, body.kind);
    else await unlink(work, params.id, body.linkedId);
    return { items: await listLinks(work, params.id) };
  });
  answer(web, api.listFollowers, async ({ params }, work) => ({
    items: await listFollowers(work, params.id),
  }));
  answer(web, api.follow, async ({ params }, work) => {
    await follow(work, params.id);
    return { items: await listFollowers(work, params.id) };
  });
  answer(web, api.unfollow, async ({ params }, work) => {
    await unfollow(work, params.id);
    return {};
  });
}
