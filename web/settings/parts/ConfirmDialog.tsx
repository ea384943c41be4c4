import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";

interface Props {
  title: string;
  description: ReactNode;
  /** What the button says that does it. */
  act: string;
  run: () => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
  /** False while a choice is missing. */
  ready?: boolean;
  children?: ReactNode;
}

/** Asks before something ends; stays open with the reason when it is refused. */
export function ConfirmDialog({
  title,
  description,
  act,
  run,
  onDone,
  onClose,
  ready = true,
  children,
}: Props) {
  const { t } = useTranslation();
  const doing = useMutation({ mutationFn: run, onSuccess: onDone });

  return (
    <Dialog open onClose={onClose} title={title} description={description}>
      {children}
      <ErrorLine error={doing.error} />
      <Actions>
        <Button look="plain" onClick={onClose}>
          {t("ui.cancel")}
        </Button>
        <Button look="danger" busy={doing.isPending} disabled={!ready} onClick={() => doing.mutate()}>
          {act}
        </Button>
      </Actions>
    </Dialog>
  );
}
