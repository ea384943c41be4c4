import { useTranslation } from "react-i18next";
import { roles as builtInRoles, listAgents } from "../../../shared/agents.ts";
import { type CustomRole, changeRole, createRole, listRoles, roleBases } from "../../../shared/roles.ts";
import { call } from "../../lib/call.ts";
import { useMe } from "../../people/people.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { type Form, useForm } from "../parts/use-form.ts";
import { type RoleDraft, startAs, switched } from "./draft.ts";
import { PermissionSwitches } from "./PermissionSwitches.tsx";
import { Touched } from "./Touched.tsx";

/** Makes a role out of a built-in one, or changes one for everybody who has it. */
export function RoleDialog({ role, onClose }: { role: CustomRole | null; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const renew = useRenew(listRoles, listAgents);
  const begun = { name: "", ...startAs(me.role === "collaborator" ? "collaborator" : "agent", me) };
  const stored: RoleDraft = role ? draftOf(role) : begun;
  const form = useForm({
    stored,
    save: ({ name, base, ...difference }, before) => {
      const body = { name: name.trim(), ...difference };
      return role
        ? call(changeRole, { params: { id: role.id }, body: { ...body, seen: contentOf(before) } })
        : call(createRole, { body: { ...body, base } });
    },
    onSaved: ({ name }) => {
      renew();
      toast(t(role ? "roleSettings.saved" : "roleSettings.made", { name }));
      onClose();
    },
  });
  const { value, set, wrong } = form;

  return (
    <FormDialog
      form={form}
      wide
      title={role?.name ?? t("roleSettings.new")}
      act={role ? t("settings.save") : t("roleSettings.make")}
      thing={role?.id}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("roleSettings.name")} hint={t("roleSettings.nameHint")} error={wrong.name}>
          <Input
            autoFocus
            maxLength={100}
            value={value.name}
            onValueChange={(name: string) => set({ name })}
          />
        </Field>
        <Base form={form} fixed={role !== null} />
      </div>
      <section aria-label={t("roleSettings.what")}>
        <PermissionSwitches
          draft={value}
          onSwitch={(permission, on) => set(switched(value, permission, on))}
        />
      </section>
      {role && <Touched role={role} before={stored} after={value} />}
    </FormDialog>
  );
}

const contentOf = ({ name, gives, takes }: RoleDraft) => ({ name, gives, takes });
const draftOf = ({ name, base, gives, takes }: CustomRole): RoleDraft => ({ name, base, gives, takes });

/** What the role begins as: nothing above oneself. */
function Base({ form: { value, set }, fixed }: { form: Form<RoleDraft>; fixed: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const offered = roleBases.filter(
    (base) => base === value.base || builtInRoles.indexOf(base) <= builtInRoles.indexOf(me.role),
  );
  return (
    <Field
      label={t("roleSettings.base")}
      hint={t(fixed ? "roleSettings.baseStays" : "roleSettings.baseHint")}
    >
      <Select
        value={value.base}
        disabled={fixed}
        onChange={(base) => set(startAs(base, me))}
        items={offered.map((base) => ({ value: base, label: t(`peopleSettings.roles.${base}`) }))}
      />
    </Field>
  );
}
