import { type Action, useActions } from "../../lib/actions.ts";

/** What the keys and the palette can do with a reply that is being written. */
export function useComposerActions(
  sendable: boolean,
  chooseTime: () => void,
  takePromise: (() => void) | null,
): void {
  const later: Action = {
    id: "composer.later",
    group: "conversation",
    title: "actions.sendLater",
    keys: "mod+shift+Enter",
    run: chooseTime,
  };
  const promise = { id: "composer.promise", group: "conversation", title: "actions.takePromise" } as const;
  useActions([
    ...(sendable ? [later] : []),
    ...(takePromise ? [{ ...promise, keys: "mod+.", run: takePromise }] : []),
  ]);
}
