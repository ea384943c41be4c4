import { search, searchSides } from "../../shared/search.ts";
import { answer, type Web } from "../platform/http.ts";
import { searchAll, searchSidesOnly } from "./search.ts";

export function routes(web: Web): void {
  answer(web, search, ({ query }, work) => searchAll(work, query));
  answer(web, searchSides, ({ query }, work) => searchSidesOnly(work, query));
}
