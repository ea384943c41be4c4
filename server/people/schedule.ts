import type { Schedule } from "../platform/schedule.ts";
import { forgetSessions } from "./session.ts";
import { forgetTries } from "./tries.ts";

/** What the clock does for people. */
export const schedules: Schedule[] = [forgetTries, forgetSessions];
