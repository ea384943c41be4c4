import { lazy, Suspense, useEffect } from "react";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { useActions } from "../lib/actions.ts";
import { useStore } from "../lib/store.ts";
import { useMayAs } from "../people/people.ts";
import { openSide } from "./open-side.ts";

const StartSideDialog = lazy(() =>
  import("./StartSideDialog.tsx").then((file) => ({ default: file.StartSideDialog })),
);

/** Side conversations by key and by palette, and the dialog that begins one. */
export function SideActs({ conversation }: { conversation: Conversation }) {
  const isAgent = useMayAs("agent");
  const open = useStore(openSide);
  useEffect(() => () => openSide.set(null), []);
  useActions(
    isAgent && conversation.mergedIntoId === null
      ? [
          {
            id: "conversation.askBeside",
            group: "conversation",
            title: "actions.askBeside",
            keys: "d a",
            run: () => openSide.set({ kind: "new" }),
          },
        ]
      : [],
  );
  if (open?.kind !== "new") return null;
  return (
    <Suspense>
      <StartSideDialog conversation={conversation} onClose={() => openSide.set(null)} />
    </Suspense>
  );
}
