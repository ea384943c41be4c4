import { useTranslation } from "react-i18next";
import { listAgents } from "../../../shared/agents.ts";
import { listTeams, removeTeam, type Team } from "../../../shared/teams.ts";
import { call } from "../../lib/call.ts";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useRenew } from "../parts/use-act.ts";

/** Removes a team; the server refuses while an inbox routes to it or it holds something, and says so. */
export function RemoveTeamDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listTeams, listAgents);
  return (
    <ConfirmDialog
      title={t("teamSettings.removeTitle", { name: team.name })}
      description={t("teamSettings.removeText")}
      act={t("settings.remove")}
      run={() => call(removeTeam, { params: { id: team.id } })}
      onDone={() => {
        renew();
        toast(t("teamSettings.removed", { name: team.name }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
