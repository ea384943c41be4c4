import * as api from "../../shared/drafts.ts";
import type { Actor } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import type { Work } from "../platform/work.ts";
import { getDraft, removeDraft, removeOthers, saveDraft } from "./draft.ts";
import { listDrafts } from "./drafts.ts";
import { getLaterReply, listLaterReplies } from "./later-replies.ts";
import { cancelOne, changeLeaving } from "./later-reply.ts";
import { sendNow } from "./leaving.ts";

export function draftRoutes(web: Web): void {
  const { house } = web;

  answer(web, api.listDrafts, (_, work) => listDrafts(work));
  answer(web, api.getDraft, ({ params }, work) => getDraft(work, params.id));
  answerFreely(web, api.saveDraft, ({ params, body }, actor) =>
    heard(house, actor, params.id, (work) => saveDraft(work, params.id, body)),
  );
  answerFreely(web, api.removeDraft, ({ params }, actor) =>
    heard(house, actor, params.id, (work) => removeDraft(work, params.id)),
  );
  answerFreely(web, api.removeOtherDrafts, ({ params }, actor) =>
    heard(house, actor, params.id, (work) => removeOthers(work, params.id)),
  );
  answer(web, api.listLaterReplies, ({ params }, work) => listLaterReplies(work, params.id));
  answer(web, api.changeLeaving, async ({ params, body }, work) => {
    await changeLeaving(work, params.id, body.leavesAt);
    return getLaterReply(work, params.id);
  });
  answerFreely(web, api.sendNow, ({ params }, actor) => sendNow(house, actor, params.id));
  answer(web, api.cancelLaterReply, ({ params }, work) => cancelOne(work, params.id, "cancelled"));
}

/** One's other devices hear that one's draft changed; it is a signal and no event: what is not sent is nobody's history. */
async function heard<T extends object>(
  house: House,
  actor: Actor,
  conversationId: string,
  task: (work: Work) => Promise<T>,
): Promise<T> {
  const done = await house.work(actor, task);
  const { workspaceId, id: agentId } = actor;
  const version = "version" in done && typeof done.version === "string" ? done.version : "";
  const frame = { kind: "signal", name: "draft", conversationId, agentId, version };
  const topics = [`agent:${agentId}`];
  await house.wake.signal(JSON.stringify({ workspaceId, topics, frame })).catch(() => {});
  return done;
}
