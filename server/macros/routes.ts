import * as api from "../../shared/macros.ts";
import { alsoVisible } from "../conversations/file.ts";
import { answer, type Web } from "../platform/http.ts";
import { applied, checked } from "./applied.ts";
import { exported, imported } from "./carried.ts";
import { changeMacro, copyMacro, createMacro, getMacro, listMacros, setArchived } from "./macro.ts";
import { isOfMacro } from "./macro-files.ts";

export function routes(web: Web): void {
  alsoVisible(isOfMacro);
  answer(web, api.listMacros, ({ query }, work) => listMacros(work, query.q));
  answer(web, api.exportMacros, async (_, work) => ({ macros: await exported(work) }));
  answer(web, api.getMacro, ({ params }, work) => getMacro(work, params.id));
  answer(web, api.createMacro, ({ body }, work) => createMacro(work, body));
  answer(web, api.changeMacro, ({ params, body }, work) => changeMacro(work, params.id, body));
  answer(web, api.copyMacro, ({ params }, work) => copyMacro(work, params.id));
  answer(web, api.archiveMacro, ({ params }, work) => setArchived(work, params.id, true));
  answer(web, api.restoreMacro, ({ params }, work) => setArchived(work, params.id, false));
  answer(web, api.checkMacro, ({ body }, work) => checked(work, body));
  answer(web, api.importMacros, ({ body }, work) => imported(work, body));
  answer(web, api.applyMacro, ({ params, body }, work) => applied(work, params.id, body));
}
