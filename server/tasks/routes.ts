import * as api from "../../shared/tasks.ts";
import { answer, type Web } from "../platform/http.ts";
import type { Work } from "../platform/work.ts";
import {
  changeChecklist,
  createChecklist,
  insertChecklist,
  listChecklists,
  removeChecklist,
} from "./checklist.ts";
import { addTasks, changeTask, completeTask, dropTask, dropTasks, orderTasks, reopenTask } from "./task.ts";
import { getTask, listTasks, tasksOf } from "./task-list.ts";

export function routes(web: Web): void {
  const after = async (work: Work, id: string, verb: Promise<void>) => {
    await verb;
    return getTask(work, id);
  };
  const quietly = async (verb: Promise<void>) => {
    await verb;
    return {};
  };

  answer(web, api.listTasks, ({ query }, work) => listTasks(work, query));
  answer(web, api.listConversationTasks, async ({ params }, work) => ({
    items: await tasksOf(work, params.id),
  }));
  answer(web, api.addTask, async ({ params, body }, work) => {
    const [id = ""] = await addTasks(work, params.id, [body]);
    return getTask(work, id);
  });
  answer(web, api.changeTask, ({ params, body }, work) =>
    after(work, params.id, changeTask(work, params.id, body)),
  );
  answer(web, api.completeTask, ({ params }, work) => after(work, params.id, completeTask(work, params.id)));
  answer(web, api.reopenTask, ({ params }, work) => after(work, params.id, reopenTask(work, params.id)));
  answer(web, api.dropTask, ({ params }, work) => quietly(dropTask(work, params.id)));
  answer(web, api.dropTasks, ({ params }, work) => quietly(dropTasks(work, params.id)));
  answer(web, api.orderTasks, ({ params, body }, work) => quietly(orderTasks(work, params.id, body.ids)));
  answer(web, api.insertChecklist, async ({ params, body }, work) => {
    await insertChecklist(work, params.id, body.checklistId);
    return { items: await tasksOf(work, params.id) };
  });
  answer(web, api.listChecklists, async (_, work) => ({ items: await listChecklists(work) }));
  answer(web, api.createChecklist, ({ body }, work) => createChecklist(work, body));
  answer(web, api.changeChecklist, ({ params, body }, work) => changeChecklist(work, params.id, body));
  answer(web, api.removeChecklist, ({ params }, work) => quietly(removeChecklist(work, params.id)));
}
