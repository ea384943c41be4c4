import { Ellipsis, Mail, Pencil, UserCheck, UserMinus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Agent, listAgents, reactivateAgent, renewInvitation } from "../../../shared/agents.ts";
import { listTeams } from "../../../shared/teams.ts";
import { call } from "../../lib/call.ts";
import { useColleagues, useMay, useMe } from "../../people/people.ts";
import { usePowers } from "../../people/roles.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useAct } from "../parts/use-act.ts";
import { DeactivateDialog } from "./DeactivateDialog.tsx";
import { EditPersonDialog } from "./EditPersonDialog.tsx";

interface Props {
  agent: Agent;
  onInvited: (made: { agent: Agent; invitationUrl: string }) => void;
}

/** One colleague: who, in which role and teams, and what may be done about it. */
export function PersonRow({ agent, onInvited }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const mayManage = useMay("people.manage");
  const { teamName } = useColleagues();
  const { within } = usePowers();
  const { name, email, role, customRole, active, joined, presence, holding, capacity, teamIds } = agent;
  const teams = teamIds.map(teamName).filter(Boolean).join(", ");
  // Nobody does anything to people who may more than they may.
  const mayChange = mayManage && within(agent);

  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Avatar name={name} size="md" dim={!active} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="max-w-full truncate font-medium">
            <bdi>{name}</bdi>
            {agent.id === me.id && ` ${t("peopleSettings.you")}`}
          </span>
          {active && !joined && <Mark tone="soon">{t("peopleSettings.pending")}</Mark>}
          {active && joined && presence === "online" && <Mark tone="good">{t("shell.online")}</Mark>}
          {active && joined && presence === "away" && <Mark>{t("shell.away")}</Mark>}
        </p>
        <p className="truncate text-xs text-faint">{email}</p>
        <p className="text-xs text-soft">
          <bdi>{customRole?.name ?? t(`peopleSettings.roles.${role}`)}</bdi>
          {teams && ` · ${teams}`}
          {holding > 0 && capacity === null && ` · ${t("peopleSettings.holds", { count: holding })}`}
          {active &&
            capacity !== null &&
            ` · ${t("peopleSettings.holdsOf", { held: holding, most: capacity })}`}
        </p>
      </div>
      {mayChange && <PersonMenu agent={agent} onInvited={onInvited} />}
    </li>
  );
}

function PersonMenu({ agent, onInvited }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const act = useAct(listAgents, listTeams);
  const [open, setOpen] = useState<"edit" | "deactivate" | null>(null);
  const { id, name, active, joined } = agent;
  const renew = () =>
    act.mutate({
      run: () => call(renewInvitation, { params: { id } }).then(onInvited),
      done: t("peopleSettings.renewed", { name }),
    });
  const reactivate = () =>
    act.mutate({
      run: () => call(reactivateAgent, { params: { id } }),
      done: t("peopleSettings.reactivated", { name }),
    });

  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("peopleSettings.rowMenu", { name })} disabled={act.isPending}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={() => setOpen("edit")}>
          {t("peopleSettings.edit")}
        </MenuItem>
        {active && !joined && (
          <MenuItem icon={<Mail />} onSelect={renew}>
            {t("peopleSettings.renew")}
          </MenuItem>
        )}
        {active && id !== me.id && (
          <MenuItem icon={<UserMinus />} danger onSelect={() => setOpen("deactivate")}>
            {t("peopleSettings.deactivate")}
          </MenuItem>
        )}
        {!active && (
          <MenuItem icon={<UserCheck />} onSelect={reactivate}>
            {t("peopleSettings.reactivate")}
          </MenuItem>
        )}
      </Menu>
      {open === "edit" && <EditPersonDialog agent={agent} onClose={() => setOpen(null)} />}
      {open === "deactivate" && <DeactivateDialog agent={agent} onClose={() => setOpen(null)} />}
    </>
  );
}
