import { countNotifications, readNotifications } from "../../shared/notifications.ts";
import { call } from "../lib/call.ts";
import { queryOf } from "../lib/query.ts";

/** How many are unread; fresh by events. */
export const unreadQuery = queryOf(countNotifications, {});

/** Marks as read; whoever is on the line hears it as an event. A lost try is made up for by the next one. */
export function markRead(which: Parameters<typeof call<typeof readNotifications>>[1]["body"]): void {
  call(readNotifications, { body: which }).catch(() => {});
}
