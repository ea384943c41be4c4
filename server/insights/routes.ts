import * as api from "../../shared/insights.ts";
import { answer, type Web } from "../platform/http.ts";
import { getBoard } from "./board.ts";
import { listBoardRows } from "./board-rows.ts";

export function routes(web: Web): void {
  answer(web, api.getBoard, ({ query }, work) => getBoard(work, query.days));
  answer(web, api.getBoardRows, ({ params, query }, work) => listBoardRows(work, params.name, query));
}
