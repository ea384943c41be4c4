import { useTranslation } from "react-i18next";
import type { Agent } from "../../../shared/agents.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { CopyLine } from "../parts/CopyLine.tsx";

interface Props {
  agent: Agent;
  invitationUrl: string;
  onClose: () => void;
}

/** The link of an invitation: mailed, and shown here this once. */
export function InvitationLink({ agent, invitationUrl, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("peopleSettings.invited", { name: agent.name })}
      description={t("peopleSettings.invitedText", { email: agent.email })}
    >
      <CopyLine
        label={t("peopleSettings.link")}
        value={invitationUrl}
        hint={t("peopleSettings.linkHint", { name: agent.name })}
        done={t("peopleSettings.linkCopied")}
      />
      <Actions>
        <Button look="primary" onClick={onClose}>
          {t("settings.done")}
        </Button>
      </Actions>
    </Dialog>
  );
}
