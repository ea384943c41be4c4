import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { ChangedBy } from "./ChangedBy.tsx";
import { EditForm } from "./EditForm.tsx";
import { Discard } from "./LeaveGuard.tsx";
import type { Form } from "./use-form.ts";

interface Props<T> {
  form: Form<T>;
  title: string;
  description?: ReactNode;
  /** What the button says that saves. */
  act: string;
  wide?: boolean;
  /** What is being changed, when it is there already: the dialog says who changed it last. */
  thing?: string | undefined;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog; closing it asks first when something was typed. */
export function FormDialog<T>({ form, title, description, act, wide, thing, onClose, children }: Props<T>) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const close = () => (form.dirty && !form.busy ? setAsking(true) : onClose());

  return (
    <>
      <Dialog open onClose={close} title={title} description={description} wide={wide ?? false}>
        <EditForm form={form}>
          {children}
          <ChangedBy id={thing} />
          <ErrorLine error={form.problem} />
          <Actions>
            <Button look="plain" onClick={close}>
              {t("ui.cancel")}
            </Button>
            <Button type="submit" look="primary" busy={form.busy}>
              {act}
            </Button>
          </Actions>
        </EditForm>
      </Dialog>
      <Discard open={asking} onStay={() => setAsking(false)} onDiscard={onClose} />
    </>
  );
}
