import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "../../../shared/agents.ts";
import { changeTeam, createTeam, listTeams, type Team } from "../../../shared/teams.ts";
import { call } from "../../lib/call.ts";
import { mayAs, useColleagues, useMe } from "../../people/people.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";

/** Makes a team, or changes its name, lead and members; the lead is always a member. */
export function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const { agents } = useColleagues();
  const renew = useRenew(listTeams, listAgents);
  const stored = {
    name: team?.name ?? "",
    leadId: team?.leadId ?? me.id,
    memberIds: team?.memberIds ?? [me.id],
  };
  const form = useForm({
    stored,
    save: ({ name, leadId, memberIds }) => {
      const body = { name: name.trim(), leadId, memberIds: [...new Set([leadId, ...memberIds])] };
      return team ? call(changeTeam, { params: { id: team.id }, body }) : call(createTeam, { body });
    },
    onSaved: (saved) => {
      renew();
      toast(t(team ? "teamSettings.saved" : "teamSettings.made", { name: saved.name }));
      onClose();
    },
  });
  const { value, set, wrong } = form;
  const leads = agents.filter(
    ({ id, active, joined, role }) => id === value.leadId || (active && joined && mayAs(role, "agent")),
  );

  return (
    <FormDialog
      form={form}
      thing={team?.id}
      title={team ? team.name : t("teamSettings.new")}
      act={team ? t("settings.save") : t("teamSettings.make")}
      onClose={onClose}
    >
      <Field label={t("teamSettings.name")} error={wrong.name}>
        <Input autoFocus value={value.name} onValueChange={(name: string) => set({ name })} />
      </Field>
      <Field label={t("teamSettings.leader")} hint={t("teamSettings.leadHint")} error={wrong.leadId}>
        <Select
          value={value.leadId}
          onChange={(leadId) => set({ leadId })}
          items={leads.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Members leadId={value.leadId} chosen={value.memberIds} onChange={(memberIds) => set({ memberIds })} />
    </FormDialog>
  );
}

interface MembersProps {
  leadId: string;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

function Members({ leadId, chosen, onChange }: MembersProps) {
  const { t } = useTranslation();
  const { agents } = useColleagues();
  const [text, setText] = useState("");
  const offered = agents.filter(({ active, id }) => active || chosen.includes(id));
  const needle = text.trim().toLocaleLowerCase();
  const shown = offered.filter(({ name }) => name.toLocaleLowerCase().includes(needle));

  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{t("teamSettings.membersField")}</legend>
      {offered.length > 8 && (
        <Field label={t("peopleSettings.find")} quiet className="mb-2">
          <Input type="search" placeholder={t("peopleSettings.find")} value={text} onValueChange={setText} />
        </Field>
      )}
      <div className="grid max-h-56 gap-2 overflow-y-auto p-0.5 sm:grid-cols-2">
        {shown.map(({ id, name }) => (
          <Checkbox
            key={id}
            checked={id === leadId || chosen.includes(id)}
            disabled={id === leadId}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
          >
            {name}
          </Checkbox>
        ))}
      </div>
      {shown.length === 0 && <p className="text-faint">{t("peopleSettings.nobody")}</p>}
    </fieldset>
  );
}
