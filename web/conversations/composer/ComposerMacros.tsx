import { useState } from "react";
import { useActions } from "../../lib/actions.ts";
import { type Store, useStore } from "../../lib/store.ts";
import { type Draft, writeDraft } from "./draft.ts";
import type { ComposerTab } from "./focus.ts";
import { MacroChips } from "./MacroChips.tsx";
import { MacroDialog } from "./MacroDialog.tsx";
import type { MacroOffer } from "./macro-offer.ts";

interface Props {
  tab: ComposerTab;
  store: Store<Draft>;
  /** Null for those who answer nobody. */
  macros: MacroOffer | null;
  /** The composer comes forward, for a macro is being looked for. */
  onFind: () => void;
}

/** What macros do when the reply is sent, and the way to find one by key or from the palette. */
export function ComposerMacros({ tab, store, macros, onFind }: Props) {
  const { actions } = useStore(store);
  const [finding, setFinding] = useState(false);
  const find = () => {
    onFind();
    setFinding(true);
  };
  useActions(
    macros
      ? [
          {
            id: "composer.macro",
            group: "conversation",
            title: "actions.applyMacro",
            keys: "mod+;",
            run: find,
          },
        ]
      : [],
  );
  return (
    <>
      {tab === "reply" && (
        <MacroChips actions={actions} onChange={(next) => writeDraft(store, { actions: next })} />
      )}
      {finding && macros && <MacroDialog tab={tab} onTake={macros.take} onClose={() => setFinding(false)} />}
    </>
  );
}
