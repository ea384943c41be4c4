import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { listLinks } from "../../../shared/merging.ts";
import { type Action, useActions } from "../../lib/actions.ts";
import { needWords } from "../../lib/i18n.ts";
import { queryOf } from "../../lib/query.ts";
import { useStore } from "../../lib/store.ts";
import { useMay } from "../../people/people.ts";
import { openMerging } from "./open-merging.ts";
import { useFollowing } from "./use-following.ts";

const worded = async <T,>(file: Promise<T>): Promise<T> =>
  (await Promise.all([file, needWords("merging")]))[0];
const MergedBar = lazy(() => worded(import("./MergedBar.tsx")));
const ChildrenBar = lazy(() => worded(import("./ChildrenBar.tsx")));
const MergingDialogs = lazy(() => worded(import("./MergingDialogs.tsx")));

/** What one conversation has to do with others: bars that say it, and the dialogs and keys that change it. */
export function ConversationMerging({ conversation }: { conversation: Conversation }) {
  const mayBulk = useMay("conversations.bulk");
  const mayMerge = useMay("conversations.merge");
  const open = useStore(openMerging);
  const { follows, toggle } = useFollowing(conversation.id);
  const links = useQuery({
    ...queryOf(listLinks, { params: { id: conversation.id } }),
    enabled: conversation.state === "resolved" && mayBulk,
  });
  useEffect(() => () => openMerging.set(null), []);

  const list: (Action | false)[] = [
    mayMerge &&
      !conversation.mergedIntoId && {
        id: "conversation.merge",
        group: "conversation",
        title: "actions.merge",
        keys: "l m",
        run: () => openMerging.set("merge"),
      },
    {
      id: "conversation.links",
      group: "conversation",
      title: "actions.links",
      keys: "l l",
      run: () => openMerging.set("links"),
    },
    {
      id: follows ? "conversation.unfollow" : "conversation.follow",
      group: "conversation",
      title: follows ? "actions.unfollow" : "actions.follow",
      keys: "f",
      run: toggle,
    },
  ];
  useActions(list.filter((one) => one !== false));

  const children = (links.data?.items ?? []).filter(
    ({ kind, state }) => kind === "child" && state !== "resolved",
  );
  return (
    <Suspense fallback={null}>
      {conversation.mergedIntoId && (
        <MergedBar conversation={conversation} into={conversation.mergedIntoId} />
      )}
      {!conversation.mergedIntoId && children.length > 0 && <ChildrenBar open={children} />}
      {open && <MergingDialogs conversation={conversation} open={open} />}
    </Suspense>
  );
}
