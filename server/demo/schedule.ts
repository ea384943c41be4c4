import { type Schedule, schedule } from "../platform/schedule.ts";
import { goOn } from "./demo.ts";

export const schedules: Schedule[] = [schedule("demo.go_on", 1, (house) => goOn(house))];
