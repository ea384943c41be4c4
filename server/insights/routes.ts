import * as audit from "../../shared/audit.ts";
import * as api from "../../shared/insights.ts";
import * as lead from "../../shared/lead-board.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import { lastChanges, listAudit } from "./audit.ts";
import { exportAudit } from "./audit-export.ts";
import { getBoard } from "./board.ts";
import { listBoardRows } from "./board-rows.ts";
import { getLeadBoard } from "./lead-board.ts";
import { listLeadRows } from "./lead-rows.ts";

export function routes(web: Web): void {
  const { house } = web;
  answer(web, api.getBoard, ({ query }, work) => getBoard(work, query.days));
  answer(web, api.getBoardRows, ({ params, query }, work) => listBoardRows(work, params.name, query));
  answer(web, lead.getLeadBoard, ({ query }, work) => getLeadBoard(work, query));
  answer(web, lead.listLeadRows, ({ params, query }, work) => listLeadRows(work, params.list, query));
  answer(web, audit.listLog, ({ query }, work) => listAudit(work, query));
  answer(web, audit.listLastChanges, async ({ query }, work) => ({
    items: await lastChanges(work, query.of),
  }));
  answerFreely(web, audit.exportLog, async ({ query, answer: reply }, actor) => {
    const file = await exportAudit(house, actor, query);
    const day = house.clock.now().toISOString().slice(0, 10);
    return reply
      .type(query.format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8")
      .header("content-disposition", `attachment; filename="audit-log-${day}.${query.format}"`)
      .header("cache-control", "no-store")
      .send(file);
  });
}
