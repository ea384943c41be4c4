import type { Schedule } from "../platform/schedule.ts";
import { forgetLinks } from "./entry-token.ts";
import { noticeAbsence } from "./presence.ts";
import { forgetSessions } from "./session.ts";
import { forgetTries } from "./tries.ts";

/** What the clock does for people; `presenceSchedule` besides, where browsers are connected. */
export const schedules: Schedule[] = [noticeAbsence, forgetTries, forgetSessions, forgetLinks];
