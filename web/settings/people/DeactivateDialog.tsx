import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Agent, deactivateAgent, listAgents } from "../../../shared/agents.ts";
import { listTeams } from "../../../shared/teams.ts";
import { call } from "../../lib/call.ts";
import { mayAs, useColleagues } from "../../people/people.ts";
import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useRenew } from "../parts/use-act.ts";

const nobody = "";

/** Ends somebody's access, after the question who takes over what they hold. */
export function DeactivateDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation();
  const { agents, teams, agentName, teamName } = useColleagues();
  const renew = useRenew(listAgents, listTeams);
  const [heir, setHeir] = useState(nobody);
  const led = teams.filter(({ leadId }) => leadId === agent.id);
  const needed = agent.holding > 0 || led.length > 0;
  const people = agents.filter(
    ({ id, active, joined, role }) => active && joined && id !== agent.id && mayAs(role, "agent"),
  );
  const items = [
    { value: nobody, label: t(needed ? "peopleSettings.choose" : "peopleSettings.noHeir") },
    ...people.map(({ id, name }) => ({ value: `agent:${id}`, label: name })),
    // Who leads a team is a person, so a team cannot take over from a lead.
    ...(led.length > 0
      ? []
      : teams.map(({ id, name }) => ({ value: `team:${id}`, label: t("peopleSettings.team", { name }) }))),
  ];
  const [kind, heirId = ""] = heir.split(":");
  const body = kind === "agent" ? { heirId } : kind === "team" ? { heirTeamId: heirId } : {};
  const heirName = kind === "team" ? teamName(heirId) : agentName(heirId);

  return (
    <ConfirmDialog
      title={t("peopleSettings.deactivateTitle", { name: agent.name })}
      description={t("peopleSettings.deactivateText")}
      act={t("peopleSettings.deactivate")}
      ready={!needed || heir !== nobody}
      run={() => call(deactivateAgent, { params: { id: agent.id }, body })}
      onDone={() => {
        renew();
        toast(
          heirName && agent.holding > 0
            ? t("peopleSettings.deactivatedTo", { name: agent.name, heir: heirName, count: agent.holding })
            : t("peopleSettings.deactivated", { name: agent.name }),
        );
        onClose();
      }}
      onClose={onClose}
    >
      <ul className="mt-1 mb-3 list-disc ps-5 text-soft">
        {agent.holding > 0 && (
          <li>{t("peopleSettings.theyHold", { count: agent.holding, name: agent.name })}</li>
        )}
        {led.length > 0 && (
          <li>
            {t("peopleSettings.theyLead", {
              name: agent.name,
              teams: led.map(({ name }) => name).join(", "),
            })}
          </li>
        )}
      </ul>
      <Field label={t("peopleSettings.heir")} hint={t("peopleSettings.heirHint")}>
        <Select value={heir} onChange={setHeir} items={items} />
      </Field>
    </ConfirmDialog>
  );
}
