import { useTranslation } from "react-i18next";
import { Priority } from "../../shared/actions.ts";
import type { BulkAction, BulkSelection } from "../../shared/bulk.ts";
import { HolderPicker } from "../conversations/acts/HolderPicker.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import {
  CauseForm,
  PromiseForm,
  ResolveForm,
  SnoozeForm,
  StatusForm,
  TagForm,
  TopicForm,
} from "./BulkForms.tsx";
import { type AtOnce, type BulkAct, isAtOnce } from "./bulk-acts.ts";
import { FillForm } from "./FillForm.tsx";

interface Props {
  act: BulkAct;
  selection: BulkSelection;
  /** How many it is about; null while that is counted. */
  count: number | null;
  busy: boolean;
  onDo: (action: BulkAction) => void;
  onClose: () => void;
}

/** Asks what exactly is done to the selected. */
export function BulkDialog({ act, selection, count, busy, onDo, onClose }: Props) {
  const { t } = useTranslation();
  if (isAtOnce(act)) return null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`bulk.titles.${act}`)}
      description={count === null ? t("bulk.forAll") : t("bulk.forMany", { count })}
    >
      <BulkForm act={act} selection={selection} busy={busy} onDo={onDo} onClose={onClose} />
    </Dialog>
  );
}

type Asking = Omit<Props, "count" | "act"> & { act: Exclude<BulkAct, AtOnce> };

function BulkForm({ act, selection, ...rest }: Asking) {
  const { t } = useTranslation();
  switch (act) {
    case "assign":
      return (
        <HolderPicker
          label={t("bulk.titles.assign")}
          onChoose={({ kind, id }) =>
            rest.onDo(kind === "agent" ? { do: "assign", agentId: id } : { do: "assign", teamId: id })
          }
        />
      );
    case "prioritise":
      return (
        <div className="flex flex-col gap-1.5">
          {[...Priority.options].reverse().map((priority) => (
            <Button key={priority} busy={rest.busy} onClick={() => rest.onDo({ do: "prioritise", priority })}>
              {t(`conversations.priorities.${priority}`)}
            </Button>
          ))}
        </div>
      );
    case "tag":
      return <TagForm {...rest} />;
    case "status":
      return <StatusForm {...rest} selection={selection} />;
    case "classify":
      return <TopicForm {...rest} />;
    case "fill":
      return <FillForm {...rest} />;
    case "snooze":
      return <SnoozeForm {...rest} />;
    case "rootCause":
      return <CauseForm {...rest} />;
    case "promise":
    case "hold":
      return <PromiseForm {...rest} act={act} />;
    case "resolve":
      return <ResolveForm {...rest} selection={selection} />;
  }
}
