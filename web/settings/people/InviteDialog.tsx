import { useTranslation } from "react-i18next";
import { type Agent, inviteAgent, listAgents } from "../../../shared/agents.ts";
import { listTeams } from "../../../shared/teams.ts";
import { call } from "../../lib/call.ts";
import { useColleagues } from "../../people/people.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { type Given, RoleChoice } from "./RoleChoice.tsx";

interface Props {
  onClose: () => void;
  onInvited: (made: { agent: Agent; invitationUrl: string }) => void;
}

interface Asked {
  name: string;
  email: string;
  given: Given;
  teamIds: string[];
}

const empty: Asked = { name: "", email: "", given: { role: "agent", roleId: null }, teamIds: [] };

/** Asks somebody in: by mail, and by a link to pass on. */
export function InviteDialog({ onClose, onInvited }: Props) {
  const { t } = useTranslation();
  const { teams } = useColleagues();
  const renew = useRenew(listAgents, listTeams);
  const form = useForm({
    stored: empty,
    save: ({ name, email, given, teamIds }) =>
      call(inviteAgent, {
        body: { name: name.trim(), email: email.trim(), teamIds, ...given },
      }),
    onSaved: (made) => {
      renew();
      onInvited(made);
    },
  });
  const { value, set, wrong } = form;
  const toggle = (id: string, on: boolean) =>
    set({ teamIds: on ? [...value.teamIds, id] : value.teamIds.filter((other) => other !== id) });

  return (
    <FormDialog
      form={form}
      title={t("peopleSettings.invite")}
      description={t("peopleSettings.inviteLead")}
      act={t("peopleSettings.inviteAct")}
      onClose={onClose}
    >
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field label={t("peopleSettings.name")} error={wrong.name}>
          <Input
            autoFocus
            autoComplete="off"
            value={value.name}
            onValueChange={(name: string) => set({ name })}
          />
        </Field>
        <Field label={t("people.email")} error={wrong.email}>
          <Input
            type="email"
            autoComplete="off"
            value={value.email}
            onValueChange={(email: string) => set({ email })}
          />
        </Field>
      </div>
      <RoleChoice value={value.given} onChange={(given) => set({ given })} />
      {teams.length > 0 && (
        <fieldset>
          <legend className="mb-1.5 font-medium">{t("peopleSettings.teams")}</legend>
          <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
            {teams.map(({ id, name }) => (
              <Checkbox key={id} checked={value.teamIds.includes(id)} onChange={(on) => toggle(id, on)}>
                {name}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      )}
    </FormDialog>
  );
}
