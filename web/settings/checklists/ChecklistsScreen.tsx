import { useQuery } from "@tanstack/react-query";
import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Checklist, listChecklists, removeChecklist } from "../../../shared/tasks.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Rows, Screen } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { ChecklistDialog } from "./ChecklistDialog.tsx";

type Open = { act: "new" } | { act: "edit" | "remove"; list: Checklist };

/** Steps that are put into conversations as tasks. */
export default function ChecklistsScreen() {
  const { t } = useTranslation();
  const leads = useMay("texts.checklists");
  const lists = useQuery(queryOf(listChecklists, {}));
  const renew = useRenew(listChecklists);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const start = () => setOpen({ act: "new" });
  useActions(
    leads
      ? [{ id: "settings.new", group: "list", title: "checklistSettings.new", keys: "c", run: start }]
      : [],
  );
  const button = leads && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("checklistSettings.new")}
    </Button>
  );

  return (
    <Screen
      title={t("checklistSettings.title")}
      lead={t("checklistSettings.lead")}
      action={Boolean(lists.data?.items.length) && button}
    >
      <Loaded query={lists}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<ListChecks />} title={t("checklistSettings.emptyTitle")} action={button}>
              {t("checklistSettings.empty")}
            </EmptyState>
          ) : (
            <Rows label={t("checklistSettings.title")}>
              {items.map((list) => (
                <li key={list.id} className="px-4">
                  <RowLine
                    name={list.name}
                    detail={t("checklistSettings.count", { count: list.steps.length })}
                    onChange={leads ? () => setOpen({ act: "edit", list }) : undefined}
                    onRemove={leads ? () => setOpen({ act: "remove", list }) : undefined}
                  />
                </li>
              ))}
            </Rows>
          )
        }
      </Loaded>
      {open?.act === "new" && <ChecklistDialog list={null} onClose={close} />}
      {open?.act === "edit" && <ChecklistDialog list={open.list} onClose={close} />}
      {open?.act === "remove" && (
        <ConfirmDialog
          title={t("sorting.removeTitle", { name: open.list.name })}
          description={t("checklistSettings.removeText")}
          act={t("settings.remove")}
          run={() => call(removeChecklist, { params: { id: open.list.id } })}
          onDone={() => {
            renew();
            close();
          }}
          onClose={close}
        />
      )}
    </Screen>
  );
}
