import { Workflow } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ConversationLink } from "../../../shared/merging.ts";
import { Button } from "../../ui/Button.tsx";
import { Bar } from "./Bar.tsx";
import { openMerging } from "./open-merging.ts";

/** The problem above is resolved: what stands below it is offered. */
export default function ChildrenBar({ open }: { open: readonly ConversationLink[] }) {
  const { t } = useTranslation();
  return (
    <Bar
      label={t("merging.children.label")}
      icon={<Workflow aria-hidden="true" />}
      act={
        <Button size="sm" onClick={() => openMerging.set("children")}>
          {t("merging.children.resolve")}
        </Button>
      }
    >
      <p>{t("merging.children.open", { count: open.length })}</p>
    </Bar>
  );
}
