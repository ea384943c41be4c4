import * as api from "../../shared/demo.ts";
import { answer, type Web } from "../platform/http.ts";
import { fill, getDemo, remove } from "./demo.ts";

export function routes(web: Web): void {
  answer(web, api.getDemo, (_, work) => getDemo(work));
  answer(web, api.fillDemo, (_, work) => fill(work));
  answer(web, api.removeDemo, (_, work) => remove(work));
}
