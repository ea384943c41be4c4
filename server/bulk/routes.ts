import * as api from "../../shared/bulk.ts";
import * as left from "../../shared/left-open.ts";
import { answer, type Web } from "../platform/http.ts";
import { cancelBulk, countBulk, getBulk, listBulkItems, listBulks, startBulk, undoBulk } from "./bulk.ts";
import { listBulkReasons, retryBulk } from "./failures.ts";
import { countLeftOpen } from "./left-open.ts";

export function routes(web: Web): void {
  answer(web, api.startBulk, ({ body }, work) => startBulk(work, body.selection, body.action));
  answer(web, api.countBulk, ({ body }, work) => countBulk(work, body.selection));
  answer(web, left.countLeftOpen, ({ body }, work) => countLeftOpen(work, body.selection));
  answer(web, api.listBulks, async (_, work) => ({ items: await listBulks(work) }));
  answer(web, api.getBulk, ({ params }, work) => getBulk(work, params.id));
  answer(web, api.listBulkItems, ({ params, query }, work) => listBulkItems(work, params.id, query));
  answer(web, api.listBulkReasons, async ({ params }, work) => ({
    items: await listBulkReasons(work, params.id),
  }));
  answer(web, api.retryBulk, ({ params }, work) => retryBulk(work, params.id));
  answer(web, api.cancelBulk, ({ params }, work) => cancelBulk(work, params.id));
  answer(web, api.undoBulk, ({ params }, work) => undoBulk(work, params.id));
}
