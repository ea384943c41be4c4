import { noticeSettings, notices } from "./de/notifications.ts";

/** The sentences of what one is told, loaded with the first screen that says them. */
export const words = { notices, noticeSettings };
