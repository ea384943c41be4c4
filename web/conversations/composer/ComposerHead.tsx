import { useTranslation } from "react-i18next";
import type { DraftContent } from "../../../shared/drafts.ts";
import { type Store, useStore } from "../../lib/store.ts";
import { toast } from "../../ui/Toast.tsx";
import { AnsweredBar, type useAnsweredSince } from "./AnsweredBar.tsx";
import { CcField } from "./CcField.tsx";
import { type Draft, writeDraft } from "./draft.ts";
import type { ComposerTab } from "./focus.ts";
import { OtherDrafts } from "./OtherDrafts.tsx";

interface Props {
  conversationId: string;
  tab: ComposerTab;
  store: Store<Draft>;
  answered: ReturnType<typeof useAnsweredSince>;
  onWrite: () => void;
  onSendAnyway: (() => void) | null;
}

/** What stands above the words: what another device wrote, what somebody answered meanwhile, and who gets a copy. */
export function ComposerHead({ conversationId, tab, store, answered, onWrite, onSendAnyway }: Props) {
  const { t } = useTranslation();
  const draft = useStore(store);
  const change = (part: Partial<DraftContent>) => writeDraft(store, part);
  return (
    <>
      <OtherDrafts conversationId={conversationId} store={store} />
      {tab === "reply" && (
        <AnsweredBar
          since={answered.since}
          onKeep={() => {
            answered.seen();
            onWrite();
          }}
          onDiscard={() => {
            const { reply, files, step, actions, macroIds } = draft;
            change({ reply: "", files: [], step: null, actions: [], macroIds: [] });
            toast(t("answered.discarded"), {
              action: {
                label: t("answered.undo"),
                onClick: () => change({ reply, files, step, actions, macroIds }),
              },
            });
          }}
          onSendAnyway={
            onSendAnyway &&
            (() => {
              answered.seen();
              onSendAnyway();
            })
          }
        />
      )}
      {tab === "reply" && draft.cc !== null && (
        <CcField name={t("conversations.cc")} addresses={draft.cc} onChange={(cc) => change({ cc })} />
      )}
      {tab === "reply" && draft.bcc !== null && (
        <CcField name={t("composer.bcc")} addresses={draft.bcc} onChange={(bcc) => change({ bcc })} />
      )}
    </>
  );
}
