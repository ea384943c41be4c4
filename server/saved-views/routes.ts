import * as api from "../../shared/saved-views.ts";
import type { Actor } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import type { Work } from "../platform/work.ts";
import {
  changeSavedView,
  createSavedView,
  getSavedView,
  listSavedViews,
  orderSavedViews,
  removeSavedView,
} from "./saved-view.ts";
import { countView, firstViews, listViewConversations, previewCount, previewRows } from "./view-rows.ts";

export function routes(web: Web): void {
  const { house } = web;
  /** In a work of its own: a count that takes too long fails alone, and keeps no transaction open for long. */
  const counted = (actor: Actor, count: (work: Work) => Promise<number | null>) =>
    house.work(actor, count).catch((error: unknown) => {
      if (error instanceof Refusal) return null;
      throw error;
    });
  const counts = async (actor: Actor, ids: string | undefined) => {
    const wanted = ids?.split(",") ?? (await house.work(actor, firstViews));
    const found: Record<string, number | null> = {};
    for (const id of wanted) found[id] = await counted(actor, (work) => countView(work, id));
    return found;
  };

  answer(web, api.listSavedViews, async (_, work) => ({ items: await listSavedViews(work) }));
  answerFreely(web, api.countSavedViews, async ({ query }, actor) => ({
    counts: await counts(actor, query.ids),
  }));
  answerFreely(web, api.previewView, async ({ body }, actor) => ({
    ...(await house.work(actor, (work) => previewRows(work, body))),
    count: body.after ? null : await counted(actor, (work) => previewCount(work, body)),
  }));
  answer(web, api.createSavedView, ({ body }, work) => createSavedView(work, body));
  answer(web, api.getSavedView, ({ params }, work) => getSavedView(work, params.id));
  answer(web, api.changeSavedView, ({ params, body }, work) => changeSavedView(work, params.id, body));
  answer(web, api.orderSavedViews, async ({ body }, work) => ({
    items: await orderSavedViews(work, body.ids),
  }));
  answer(web, api.removeSavedView, async ({ params }, work) => {
    await removeSavedView(work, params.id);
    return {};
  });
  answer(web, api.listViewConversations, ({ params, query }, work) =>
    listViewConversations(work, params.id, query),
  );
}
