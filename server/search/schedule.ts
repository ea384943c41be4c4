import { type Schedule, schedule } from "../platform/schedule.ts";
import { fillOn } from "./filling.ts";

export const schedules: Schedule[] = [schedule("search.fill", 5, (house) => fillOn(house))];
