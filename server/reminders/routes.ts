import * as api from "../../shared/reminders.ts";
import { answer, type Web } from "../platform/http.ts";
import { changeReminder, endReminder, listReminders, remind } from "./reminder.ts";

export function routes(web: Web): void {
  answer(web, api.listReminders, async (_, work) => ({ items: await listReminders(work) }));
  answer(web, api.remind, ({ params, body }, work) => remind(work, params.id, body));
  answer(web, api.changeReminder, ({ params, body }, work) => changeReminder(work, params.id, body));
  answer(web, api.endReminder, async ({ params }, work) => {
    await endReminder(work, params.id);
    return {};
  });
}
