import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { seeNotifications } from "../../shared/notifications.ts";
import { useActions } from "../lib/actions.ts";
import { call } from "../lib/call.ts";
import { onHeard } from "../lib/heard.ts";
import { useMe } from "../people/people.ts";
import { markRead, unreadQuery } from "./notices.ts";

const inFront = () => document.visibilityState === "visible" && document.hasFocus();
const see = () => void call(seeNotifications, {}).catch(() => {});

/** Keeps the number of unread in the title and on the app's icon, and says what was seen, so that nothing is told twice. */
export function NoticeHost() {
  const navigate = useNavigate();
  const me = useMe().id;
  const unread = useQuery(unreadQuery).data?.unread ?? 0;
  const path = useRouterState({ select: ({ location }) => location.pathname });

  useActions([
    {
      id: "go.notifications",
      group: "go",
      title: "actions.goNotifications",
      keys: "g n",
      run: () => void navigate({ to: "/notifications" }),
    },
  ]);

  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Baton` : "Baton";
    const badge = unread > 0 ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.();
    badge?.catch(() => {});
  }, [unread]);

  useEffect(
    () =>
      onHeard((name, ids) => {
        if (name !== "notification.made" || ids["agentId"] !== me) return;
        if (inFront()) see();
        void import("./sound.ts").then(({ sound }) => sound());
      }),
    [me],
  );

  useEffect(() => {
    const arrive = () => {
      if (unread === 0 || !inFront()) return;
      see();
      const conversationId = /^\/(?:inbox|views)\/[^/]+\/([0-9a-f-]{36})$/.exec(path)?.[1];
      if (conversationId) markRead({ conversationId });
    };
    arrive();
    window.addEventListener("focus", arrive);
    return () => window.removeEventListener("focus", arrive);
  }, [path, unread]);

  useEffect(() => void import("./push.ts").then(({ renewPush }) => renewPush()), []);

  return null;
}
