import { useQuery } from "@tanstack/react-query";
import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Team } from "../../../shared/teams.ts";
import { useActions } from "../../lib/actions.ts";
import { teamsQuery, useColleagues, useMay } from "../../people/people.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { ReadOnlyNote } from "../parts/ReadOnlyNote.tsx";
import { Rows, Screen } from "../parts/Screen.tsx";
import { RemoveTeamDialog } from "./RemoveTeamDialog.tsx";
import { TeamDialog } from "./TeamDialog.tsx";

type Open = { act: "new" } | { act: "edit" | "remove"; team: Team };

/** Who works together, and who answers for it. */
export default function TeamsScreen() {
  const { t } = useTranslation();
  const isAdmin = useMay("people.teams");
  const teams = useQuery(teamsQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const start = () => setOpen({ act: "new" });
  useActions(
    isAdmin ? [{ id: "settings.new", group: "list", title: "teamSettings.new", keys: "c", run: start }] : [],
  );
  const button = isAdmin && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("teamSettings.new")}
    </Button>
  );

  return (
    <Screen
      title={t("teamSettings.title")}
      lead={t("teamSettings.lead")}
      action={Boolean(teams.data?.length) && button}
    >
      <ReadOnlyNote permission="people.teams" />
      <Loaded query={teams}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={<Users />} title={t("teamSettings.emptyTitle")} action={button}>
              {t("teamSettings.empty")}
            </EmptyState>
          ) : (
            <Rows label={t("teamSettings.title")}>
              {all.map((team) => (
                <TeamRow
                  key={team.id}
                  team={team}
                  onEdit={() => setOpen({ act: "edit", team })}
                  onRemove={() => setOpen({ act: "remove", team })}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
      {open?.act === "new" && <TeamDialog team={null} onClose={close} />}
      {open?.act === "edit" && <TeamDialog team={open.team} onClose={close} />}
      {open?.act === "remove" && <RemoveTeamDialog team={open.team} onClose={close} />}
    </Screen>
  );
}

function TeamRow({ team, onEdit, onRemove }: { team: Team; onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation();
  const isAdmin = useMay("people.teams");
  const { agentName } = useColleagues();
  const members = team.memberIds.map((id) => agentName(id) ?? "").filter(Boolean);
  const shown = members.slice(0, 8);

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-44 flex-1">
        <p className="truncate font-medium">{team.name}</p>
        <p className="text-xs text-faint">
          {t("teamSettings.ledBy", { name: agentName(team.leadId) ?? "" })} ·{" "}
          {t("teamSettings.members", { count: team.memberIds.length })}
        </p>
      </div>
      <ul
        aria-label={t("teamSettings.membersOf", { name: team.name })}
        className="flex -space-x-1 rtl:space-x-reverse"
      >
        {shown.map((name, index) => (
          <li key={`${name} ${index}`} title={name} className="rounded-full ring-2 ring-surface">
            <Avatar name={name} label={name} />
          </li>
        ))}
        {members.length > shown.length && (
          <li className="ps-3 text-xs leading-6 text-faint">+{members.length - shown.length}</li>
        )}
      </ul>
      {isAdmin && (
        <div className="flex gap-1">
          <Button size="sm" onClick={onEdit} aria-label={t("teamSettings.editNamed", { name: team.name })}>
            {t("settings.change")}
          </Button>
          <Button
            size="sm"
            look="danger"
            onClick={onRemove}
            aria-label={t("teamSettings.removeNamed", { name: team.name })}
          >
            {t("settings.remove")}
          </Button>
        </div>
      )}
    </li>
  );
}
