import { Flag } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Priority } from "../../shared/actions.ts";
import { type Conversation } from "../../shared/conversation-shape.ts";
import { useMayAs } from "../people/people.ts";
import { cx } from "../ui/cx.ts";
import { Menu, MenuRadio } from "../ui/Menu.tsx";
import { useDetails } from "./details/use-details.ts";

const tones = { low: "text-faint", normal: "text-faint", high: "text-soon", urgent: "text-late" };

/** How pressing it is, and the choice of another. */
export function PriorityMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const mayChange = useMayAs("agent");
  const { priority: detail } = useDetails(conversation);
  const { priority } = conversation;
  const face = (
    <>
      <Flag className="size-3" aria-hidden="true" />
      {t(`conversations.priorities.${priority}`)}
    </>
  );
  const look = cx("flex h-5 items-center gap-1 rounded text-xs", tones[priority]);
  if (!mayChange) return <span className={look}>{face}</span>;

  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t("conversations.priorityIs", { priority: t(`conversations.priorities.${priority}`) })}
          className={cx(look, "-ms-1 px-1 hover:bg-hover")}
        >
          {face}
        </button>
      }
    >
      <MenuRadio
        label={t("conversations.priority")}
        value={priority}
        onChange={detail.choose}
        items={Priority.options
          .toReversed()
          .map((value) => ({ value, label: t(`conversations.priorities.${value}`) }))}
      />
    </Menu>
  );
}
