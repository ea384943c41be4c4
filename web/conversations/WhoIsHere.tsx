import { useTranslation } from "react-i18next";
import { useSignals } from "../lib/signals.ts";
import { useColleagues, useMe } from "../people/people.ts";
import { Avatar } from "../ui/Avatar.tsx";

/** Colleagues who look at or type in the same conversation, so that two do not answer at once. */
export function WhoIsHere({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const { agentName } = useColleagues();
  const here = useSignals(conversationId).filter(({ agentId }) => agentId !== me.id);
  const typing = here.find(({ doing }) => doing === "typing");
  const nameOf = (id: string) => agentName(id) ?? t("conversations.someone");

  return (
    <span role="status" className="flex items-center gap-1.5 text-xs text-soon">
      {here.map(({ agentId }) => (
        <span
          key={agentId}
          className="rounded-full ring-2 ring-soon"
          title={t("conversations.isHere", { name: nameOf(agentId) })}
        >
          <Avatar
            name={nameOf(agentId)}
            size="xs"
            label={t("conversations.isHere", { name: nameOf(agentId) })}
          />
        </span>
      ))}
      {typing && t("conversations.isTyping", { name: nameOf(typing.agentId) })}
    </span>
  );
}
