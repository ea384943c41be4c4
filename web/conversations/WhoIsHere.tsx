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
  const nameOf = (id: string) => agentName(id) ?? t("conversations.someone");

  return (
    <span role="status" className="flex shrink-0 items-center gap-1.5">
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
    </span>
  );
}

/** Who is writing here at this moment. */
export function WhoTypes({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const { agentName } = useColleagues();
  const typing = useSignals(conversationId).find(
    ({ agentId, doing }) => agentId !== me.id && doing === "typing",
  );

  return (
    <p role="status" className="mx-auto max-w-3xl text-xs text-soon">
      {typing &&
        t("conversations.isTyping", { name: agentName(typing.agentId) ?? t("conversations.someone") })}
    </p>
  );
}
