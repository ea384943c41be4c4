import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { type Action, useActions } from "../../lib/actions.ts";
import { useStore } from "../../lib/store.ts";
import { useMayAs } from "../../people/people.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ResolveDialog } from "../acts/ResolveDialog.tsx";
import { ColumnParts } from "../CustomerColumn.tsx";
import { DetailPicker } from "./DetailChoice.tsx";
import { Details } from "./Details.tsx";
import { type DetailName, openDetail } from "./open-detail.ts";
import { StatusPromiseDialog } from "./StatusPromiseDialog.tsx";
import { useDetails } from "./use-details.ts";

const keys: Record<DetailName, string> = {
  topic: "d t",
  rootCause: "d c",
  status: "d s",
  priority: "d p",
  tags: "d g",
  type: "d y",
};
const titles = {
  topic: "details.setTopic",
  rootCause: "details.setRootCause",
  status: "details.setStatus",
  priority: "details.setPriority",
  tags: "details.addTag",
  type: "details.setType",
} as const satisfies Record<DetailName, Action["title"]>;

/** The details by key and by palette, and the dialogs they open. */
export function DetailActs({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const mayChange = useMayAs("agent");
  const open = useStore(openDetail);
  const details = useDetails(conversation);
  const close = () => openDetail.set(null);
  useEffect(() => () => openDetail.set(null), []);

  const names = (Object.keys(keys) as DetailName[]).filter(
    (name) => details[name].items.length > 0 || details[name].add,
  );
  useActions(
    mayChange
      ? names.map((name) => ({
          id: `conversation.${name}`,
          group: "conversation",
          title: titles[name],
          keys: keys[name],
          run: () => openDetail.set(name),
        }))
      : [],
  );

  if (open === null) return null;
  if (open === "sheet")
    return (
      <Dialog open onClose={close} title={t("details.title")}>
        <Details conversation={conversation} />
        <div className="-mx-4 mt-3">
          <ColumnParts conversation={conversation} />
        </div>
      </Dialog>
    );
  if (typeof open === "object") {
    const props = { conversation, status: open.status, onClose: close };
    return open.status.state === "resolved" ? (
      <ResolveDialog {...props} />
    ) : (
      <StatusPromiseDialog {...props} />
    );
  }
  return (
    <Dialog open onClose={close} title={t(titles[open])}>
      <DetailPicker
        detail={details[open]}
        onChosen={() => openDetail.set((now) => (now === open ? null : now))}
      />
    </Dialog>
  );
}
