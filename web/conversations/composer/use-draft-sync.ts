import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listDrafts } from "../../../shared/drafts.ts";
import { onHeard } from "../../lib/heard.ts";
import { liveState } from "../../lib/live-state.ts";
import { keyOf } from "../../lib/query.ts";
import { useMe } from "../../people/people.ts";
import { draftOf } from "./draft.ts";
import { pullDraft, pushAll, pushDraft } from "./draft-sync.ts";

const rest = 1_000;
/** Whoever writes without a pause loses no more than this when the browser dies, in milliseconds. */
const longest = 3_000;

/** Keeps the draft of the open conversation the same here, on the server and on one's other devices. */
export function useDraftSync(conversationId: string): void {
  const queries = useQueryClient();
  const me = useMe().id;

  useEffect(() => {
    const store = draftOf(conversationId);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let since = 0;
    const keep = (keepalive = false) => {
      clearTimeout(timer);
      timer = undefined;
      since = 0;
      if (!store.get().dirty) return;
      void pushDraft(conversationId, keepalive).then(() =>
        queries.invalidateQueries({ queryKey: keyOf(listDrafts) }),
      );
    };
    const wait = () => {
      clearTimeout(timer);
      if (!store.get().dirty) return;
      since ||= Date.now();
      timer = setTimeout(keep, Math.max(0, Math.min(rest, since + longest - Date.now())));
    };
    const onHide = () => document.visibilityState === "hidden" && keep(true);
    const onClose = () => keep(true);
    const unwatch = store.subscribe(wait);
    const unhear = onHeard((name, ids) => {
      const mine = name === "draft" || ids["actorId"] === me || ids["agentId"] === me;
      const other = name !== "draft" || ids["version"] !== store.get().base;
      if (ids["conversationId"] === conversationId && mine && other) void pullDraft(conversationId);
    });
    const unlive = liveState.subscribe(() => {
      if (liveState.get() !== "live") return;
      pushAll();
      void pullDraft(conversationId);
    });
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("pagehide", onClose);
    if (store.get().dirty) wait();
    else void pullDraft(conversationId);

    return () => {
      for (const stop of [unwatch, unhear, unlive]) stop();
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", onClose);
      keep();
    };
  }, [conversationId, me, queries]);
}
