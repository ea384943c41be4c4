import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Store } from "../../lib/store.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";

/** Asks before what was typed and not saved is left behind, also when the tab is closed. */
export function LeaveGuard({ unsaved }: { unsaved: Store<boolean> }) {
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved.get(),
    enableBeforeUnload: () => unsaved.get(),
    withResolver: true,
  });

  return (
    <Discard
      open={blocker.status === "blocked"}
      onStay={() => blocker.reset?.()}
      onDiscard={() => blocker.proceed?.()}
    />
  );
}

/** The question whether to throw away what was typed. */
export function Discard({
  open,
  onStay,
  onDiscard,
}: {
  open: boolean;
  onStay: () => void;
  onDiscard: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onClose={onStay}
      title={t("settings.leave.title")}
      description={t("settings.leave.text")}
    >
      <Actions>
        <Button look="danger" onClick={onDiscard}>
          {t("settings.leave.discard")}
        </Button>
        <Button look="primary" onClick={onStay}>
          {t("settings.leave.stay")}
        </Button>
      </Actions>
    </Dialog>
  );
}
