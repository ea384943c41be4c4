import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Agent, changeAgent, listAgents } from "../../../shared/agents.ts";
import { me } from "../../../shared/me.ts";
import { listTeams } from "../../../shared/teams.ts";
import { getWorkspace } from "../../../shared/workspace.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { mayAs } from "../../people/people.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { RoleChoice } from "./RoleChoice.tsx";

/** Changes what somebody is called, what they may do and how much they should hold. */
export function EditPersonDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listAgents, listTeams, me);
  const { data: workspace } = useQuery(queryOf(getWorkspace, {}));
  const everybodys = workspace?.capacity ?? null;
  const form = useForm({
    stored: {
      name: agent.name,
      most: agent.ownCapacity === null ? "" : String(agent.ownCapacity),
      given: { role: agent.role, roleId: agent.customRole?.id ?? null },
    },
    save: ({ name, most, given }) =>
      call(changeAgent, {
        params: { id: agent.id },
        body: { name: name.trim(), ownCapacity: numberOf(most), ...given },
      }),
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
      {mayAs(form.value.given.role, "agent") && (
        <Field
          label={t("peopleSettings.capacity")}
          hint={
            everybodys === null
              ? t("peopleSettings.capacityHintNone")
              : t("peopleSettings.capacityHint", { most: everybodys })
          }
          error={form.wrong.ownCapacity}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={form.value.most}
            onValueChange={(most: string) => form.set({ most })}
            className="!w-24"
          />
        </Field>
      )}
      <RoleChoice value={form.value.given} onChange={(given) => form.set({ given })} />
    </FormDialog>
  );
}

/** Null for nothing; what is no whole number becomes one that the server refuses, with what is wrong. */
function numberOf(text: string): number | null {
  if (text.trim() === "") return null;
  const number = Number(text);
  return Number.isInteger(number) ? number : -1;
}
