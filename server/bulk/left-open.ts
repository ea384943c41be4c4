import type { BulkSelection } from "../../shared/bulk.ts";
import type { Work } from "../platform/work.ts";
import { openSidesAmong } from "../side-conversations/side-list.ts";
import { openTasksAmong } from "../tasks/task-list.ts";
import { chosen } from "./bulk.ts";

interface Left {
  conversations: number;
  tasks: number;
  sides: number;
}

/** What resolving these would leave open; of what this actor may not see nothing is counted. */
export async function countLeftOpen(work: Work, selection: BulkSelection): Promise<Left> {
  const ids = await chosen(work, selection);
  const tasks = await openTasksAmong(work, ids);
  const sides = await openSidesAmong(work, ids);
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((all, one) => all + one, 0);
  return {
    conversations: new Set([...tasks.keys(), ...sides.keys()]).size,
    tasks: sum(tasks),
    sides: sum(sides),
  };
}
