import * as api from "../../shared/demo.ts";
import { getFirstSteps as firstSteps } from "../../shared/first-steps.ts";
import { answer, type Web } from "../platform/http.ts";
import { fill, getDemo, remove } from "./demo.ts";
import { getFirstSteps } from "./first-steps.ts";

export function routes(web: Web): void {
  answer(web, api.getDemo, (_, work) => getDemo(work));
  answer(web, firstSteps, (_, work) => getFirstSteps(work));
  answer(web, api.fillDemo, (_, work) => fill(work));
  answer(web, api.removeDemo, (_, work) => remove(work));
}
