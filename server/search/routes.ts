import { search } from "../../shared/search.ts";
import { answer, type Web } from "../platform/http.ts";
import { searchAll } from "./search.ts";

export function routes(web: Web): void {
  answer(web, search, ({ query }, work) => searchAll(work, query));
}
