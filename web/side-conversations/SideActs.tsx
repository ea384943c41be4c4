import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { useActions } from "../lib/actions.ts";
import { useStore } from "../lib/store.ts";
import { useMayAs } from "../people/people.ts";
import { type OpenSide, openSide } from "./open-side.ts";

const StartSideDialog = lazy(() =>
  import("./StartSideDialog.tsx").then((file) => ({ default: file.StartSideDialog })),
);

/** Side conversations by key and by palette, and the dialog that begins one. */
export function SideActs({ conversation }: { conversation: Conversation }) {
  const isAgent = useMayAs("agent");
  const open = useStore(openSide);
  useAddress();
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

/** What is open beside stands in the address: it can be sent, and is there again after a reload. */
function useAddress(): void {
  const navigate = useNavigate();
  const { side } = useSearch({ strict: false }) as { side?: string };
  const now = useRef({ side, navigate });
  useEffect(() => {
    now.current = { side, navigate };
  });
  useEffect(() => {
    openSide.set((before) => {
      if (idOf(before) === side) return before;
      return side ? { kind: "thread", id: side } : before?.kind === "thread" ? null : before;
    });
  }, [side]);
  useEffect(
    () =>
      openSide.subscribe(() => {
        const shown = idOf(openSide.get());
        if (shown === now.current.side) return;
        const search = shown ? { side: shown } : {};
        void now.current.navigate({ to: ".", search, replace: true });
      }),
    [],
  );
}

const idOf = (open: OpenSide) => (open?.kind === "thread" ? open.id : undefined);
