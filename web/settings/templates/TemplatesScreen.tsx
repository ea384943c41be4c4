import { useQuery } from "@tanstack/react-query";
import { FileText, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type ConversationTemplate,
  listConversationTemplates,
  removeConversationTemplate,
} from "../../../shared/conversation-templates.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useColleagues, useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Rows, Screen } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { TemplateDialog } from "./TemplateDialog.tsx";

type Open = { act: "new" } | { act: "edit" | "remove"; template: ConversationTemplate };

/** How conversations begin that people start by hand. */
export default function TemplatesScreen() {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const { teamName } = useColleagues();
  const templates = useQuery(queryOf(listConversationTemplates, {}));
  const renew = useRenew(listConversationTemplates);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const start = () => setOpen({ act: "new" });
  useActions(
    isAgent
      ? [{ id: "settings.new", group: "list", title: "templateSettings.new", keys: "c", run: start }]
      : [],
  );
  const button = isAgent && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("templateSettings.new")}
    </Button>
  );
  const about = ({ scope, teamId, way, type, used }: ConversationTemplate) =>
    [
      scope === "team" ? teamName(teamId) : t(`templateSettings.scopes.${scope}`),
      t(`details.ways.${way}`),
      type && t(`details.types.${type}`),
      t("templateSettings.used", { count: used }),
    ]
      .filter(Boolean)
      .join(" · ");

  return (
    <Screen
      title={t("templateSettings.title")}
      lead={t("templateSettings.lead")}
      action={Boolean(templates.data?.items.length) && button}
    >
      <Loaded query={templates}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<FileText />} title={t("templateSettings.emptyTitle")} action={button}>
              {t("templateSettings.empty")}
            </EmptyState>
          ) : (
            <Rows label={t("templateSettings.title")}>
              {items.map((template) => (
                <li key={template.id} className="px-4">
                  <RowLine
                    name={template.name}
                    detail={about(template)}
                    onChange={template.mayChange ? () => setOpen({ act: "edit", template }) : undefined}
                    onRemove={template.mayChange ? () => setOpen({ act: "remove", template }) : undefined}
                  />
                </li>
              ))}
            </Rows>
          )
        }
      </Loaded>
      {open?.act === "new" && <TemplateDialog template={null} onClose={close} />}
      {open?.act === "edit" && <TemplateDialog template={open.template} onClose={close} />}
      {open?.act === "remove" && (
        <ConfirmDialog
          title={t("sorting.removeTitle", { name: open.template.name })}
          description={t("templateSettings.removeText")}
          act={t("settings.remove")}
          run={() => call(removeConversationTemplate, { params: { id: open.template.id } })}
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
