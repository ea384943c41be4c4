import { useTranslation } from "react-i18next";
import { type Agent, changeAgent, listAgents } from "../../../shared/agents.ts";
import { me } from "../../../shared/me.ts";
import { listTeams } from "../../../shared/teams.ts";
import { call } from "../../lib/call.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { RoleChoice } from "./RoleChoice.tsx";

/** Changes what somebody is called and what they may do. */
export function EditPersonDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listAgents, listTeams, me);
  const form = useForm({
    stored: { name: agent.name, given: { role: agent.role, roleId: agent.customRole?.id ?? null } },
    save: ({ name, given }) =>
      call(changeAgent, { params: { id: agent.id }, body: { name: name.trim(), ...given } }),
    onSaved: (saved) => {
      renew();
      const role = saved.customRole?.name ?? t(`peopleSettings.roles.${saved.role}`);
      toast(
        saved.role === agent.role && saved.customRole?.id === agent.customRole?.id
          ? t("peopleSettings.saved", { name: saved.name })
          : t("peopleSettings.roleSaved", { name: saved.name, role }),
      );
      onClose();
    },
  });

  return (
    <FormDialog
      form={form}
      thing={agent.id}
      title={agent.name}
      description={agent.email}
      act={t("settings.save")}
      onClose={onClose}
    >
      <Field label={t("peopleSettings.name")} error={form.wrong.name}>
        <Input value={form.value.name} onValueChange={(name: string) => form.set({ name })} />
      </Field>
      <RoleChoice value={form.value.given} onChange={(given) => form.set({ given })} />
    </FormDialog>
  );
}
