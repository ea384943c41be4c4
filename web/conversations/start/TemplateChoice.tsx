import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  type ConversationTemplate,
  listConversationTemplates,
} from "../../../shared/conversation-templates.ts";
import { queryOf } from "../../lib/query.ts";
import { ChoiceButton } from "../../ui/ChoiceButton.tsx";

interface Props {
  chosen: ConversationTemplate | null;
  onChoose: (template: ConversationTemplate | null) => void;
}

/** The templates one may begin with, found by typing; nothing where there are none. */
export function TemplateChoice({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listConversationTemplates, {}));
  const templates = data?.items ?? [];
  if (templates.length === 0) return null;

  return (
    <ChoiceButton
      label={t("details.start.template")}
      placeholder={t("details.start.findTemplate")}
      empty={t("details.nothingFound")}
      items={templates.map(({ id, name, type, tags }) => ({
        value: id,
        label: name,
        detail: type ? t(`details.types.${type}`) : undefined,
        search: tags.join(" "),
      }))}
      chosen={chosen ? [chosen.id] : []}
      onChoose={(id) => onChoose(templates.find((one) => one.id === id) ?? null)}
      none={{ label: t("details.start.noTemplate"), run: () => onChoose(null) }}
      className="flex h-8 max-w-full items-center gap-2 rounded-md border border-line bg-surface px-3 hover:bg-hover"
    >
      <FileText className="size-4 shrink-0 text-faint" aria-hidden="true" />
      <span className="truncate">{chosen?.name ?? t("details.start.withTemplate")}</span>
    </ChoiceButton>
  );
}
