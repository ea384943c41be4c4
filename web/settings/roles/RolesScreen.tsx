import { useQuery } from "@tanstack/react-query";
import { IdCard, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CustomRole, listRoles, removeRole } from "../../../shared/roles.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { useMay } from "../../people/people.ts";
import { rolesQuery, usePowers } from "../../people/roles.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { ReadOnlyNote } from "../parts/ReadOnlyNote.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Rows, Screen, Section } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { BuiltInRoles } from "./BuiltInRoles.tsx";
import { RoleDialog } from "./RoleDialog.tsx";
import { useWhoHas } from "./use-who-has.ts";

type Open = { act: "new" } | { act: "edit" | "remove"; role: CustomRole };

/** What people may do: the workspace's own roles, the built-in ones, and who has each. */
export default function RolesScreen() {
  const { t } = useTranslation();
  const may = useMay("people.roles");
  const query = useQuery(rolesQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const start = () => setOpen({ act: "new" });
  const close = () => setOpen(null);
  useActions(
    may ? [{ id: "settings.new", group: "list", title: "roleSettings.new", keys: "c", run: start }] : [],
  );
  const button = may && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("roleSettings.new")}
    </Button>
  );

  return (
    <Screen
      title={t("roleSettings.title")}
      lead={t("roleSettings.lead")}
      action={Boolean(query.data?.items.length) && button}
    >
      <ReadOnlyNote permission="people.roles" />
      <Section title={t("roleSettings.own")}>
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={<IdCard />} title={t("roleSettings.emptyTitle")} action={button}>
                {t("roleSettings.empty")}
              </EmptyState>
            ) : (
              <Rows label={t("roleSettings.own")}>
                {items.map((role) => (
                  <RoleRow key={role.id} role={role} onOpen={(act) => setOpen({ act, role })} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Section>
      <BuiltInRoles />
      {open?.act === "new" && <RoleDialog role={null} onClose={close} />}
      {open?.act === "edit" && <RoleDialog role={open.role} onClose={close} />}
      {open?.act === "remove" && <RemoveRole role={open.role} onClose={close} />}
    </Screen>
  );
}

interface RowProps {
  role: CustomRole;
  onOpen: (act: "edit" | "remove") => void;
}

function RoleRow({ role, onOpen }: RowProps) {
  const { t } = useTranslation();
  const may = useMay("people.roles");
  const { within } = usePowers();
  const whoHas = useWhoHas();
  const base = t(`peopleSettings.roles.${role.base}`);
  const count = role.gives.length + role.takes.length;
  const mine = within({ role: role.base, customRole: role });
  const mayRemove = may && mine && within({ role: role.base, customRole: null });

  return (
    <li className="px-4">
      <RowLine
        name={role.name}
        detail={
          <>
            {count > 0 ? t("roleSettings.differs", { count, base }) : t("roleSettings.sameAs", { base })}
            <span className="block">{whoHas(({ customRole }) => customRole?.id === role.id)}</span>
            {may && !mine && <span className="block">{t("roleSettings.beyond")}</span>}
          </>
        }
        onChange={may && mine ? () => onOpen("edit") : undefined}
        onRemove={mayRemove ? () => onOpen("remove") : undefined}
      />
    </li>
  );
}

function RemoveRole({ role, onClose }: { role: CustomRole; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listRoles);
  const base = t(`peopleSettings.roles.${role.base}`);
  return (
    <ConfirmDialog
      title={t("roleSettings.removeTitle", { name: role.name })}
      description={
        role.people > 0
          ? t("roleSettings.removeText", { count: role.people, base })
          : t("roleSettings.removeNobody")
      }
      act={t("settings.remove")}
      run={() => call(removeRole, { params: { id: role.id } })}
      onDone={() => {
        renew();
        toast(t("roleSettings.removed", { name: role.name }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
