import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Ellipsis, Forward, Hand, Handshake, Reply, UserRoundPlus } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationRow } from "../../../shared/conversation-shape.ts";
import { assign } from "../../../shared/handovers.ts";
import { type ActName, openAct } from "../../conversations/acts/open-act.ts";
import { conversationQuery, useAct } from "../../conversations/conversation.ts";
import { call } from "../../lib/call.ts";
import { needWords } from "../../lib/i18n.ts";
import { useStore } from "../../lib/store.ts";
import { useMe } from "../../people/people.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";

const Acts = lazy(async () => {
  const [{ Acts: All }] = await Promise.all([
    import("../../conversations/acts/Acts.tsx"),
    needWords("conversation"),
  ]);
  return { default: All };
});

/** What a lead can do about a conversation without leaving the board. */
export function RowActs({ row }: { row: ConversationRow }) {
  const { t } = useTranslation();
  const me = useMe();
  const act = useAct();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState(false);
  const { id, subject, holder, offeredTo } = row;
  const open = (name: ActName) => {
    openAct.set(name);
    setChosen(true);
  };
  const take = () => act.mutate({ run: () => call(assign, { params: { id }, body: { agentId: me.id } }) });

  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("leadBoard.actsOn", { subject })}>
            <Ellipsis />
          </IconButton>
        }
      >
        {holder?.id !== me.id && (
          <MenuItem icon={<Hand />} onSelect={take}>
            {t("actions.take")}
          </MenuItem>
        )}
        <MenuItem icon={<UserRoundPlus />} onSelect={() => open("assign")}>
          {t("actions.assign")}
        </MenuItem>
        <MenuItem icon={<Forward />} disabled={offeredTo !== null} onSelect={() => open("handover")}>
          {t("actions.handover")}
        </MenuItem>
        <MenuItem icon={<Handshake />} onSelect={() => open("promise")}>
          {t("actions.promise")}
        </MenuItem>
        <MenuItem
          icon={<Reply />}
          onSelect={() =>
            void navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId: id } })
          }
        >
          {t("leadBoard.write")}
        </MenuItem>
      </Menu>
      {chosen && <OpenAct id={id} onDone={() => setChosen(false)} />}
    </>
  );
}

/** The dialog of the act that was chosen, as soon as the whole conversation is here. */
function OpenAct({ id, onDone }: { id: string; onDone: () => void }) {
  const { data } = useQuery(conversationQuery(id));
  const act = useStore(openAct);
  useEffect(() => {
    if (act === null) onDone();
  }, [act, onDone]);
  // Whoever leaves with a dialog open must not find it open in the next conversation.
  useEffect(() => () => openAct.set(null), []);
  return <Suspense>{data && <Acts conversation={data} />}</Suspense>;
}
