import { CircleCheck, Clock, Ellipsis, RotateCcw, UserRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeSide, closeSide, reopenSide, type SideConversation } from "../../shared/side-conversations.ts";
import { TimeChoice } from "../conversations/acts/TimeChoice.tsx";
import { useQuickTimes } from "../conversations/acts/use-quick-times.ts";
import { call } from "../lib/call.ts";
import { useMayAs, useMe } from "../people/people.ts";
import { Button } from "../ui/Button.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { useSideAct } from "./sides.ts";

/** What whoever asks may do: close it, wait longer, answer for it oneself. */
export function SideMenu({ side }: { side: SideConversation }) {
  const { t } = useTranslation();
  const me = useMe();
  const isAgent = useMayAs("agent");
  const act = useSideAct();
  const [timing, setTiming] = useState(false);
  const params = { id: side.id };
  const closed = side.state === "closed";
  const change = (body: { holderId: string }) =>
    act.mutate({ run: () => call(changeSide, { params, body }), done: t("side.taken") });
  if (!isAgent) return null;

  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("side.more")}>
            <Ellipsis />
          </IconButton>
        }
      >
        {closed ? (
          <MenuItem
            icon={<RotateCcw />}
            onSelect={() => act.mutate({ run: () => call(reopenSide, { params }), done: t("side.reopened") })}
          >
            {t("side.reopen")}
          </MenuItem>
        ) : (
          <MenuItem
            icon={<CircleCheck />}
            onSelect={() => act.mutate({ run: () => call(closeSide, { params }), done: t("side.closed") })}
          >
            {t("side.end")}
          </MenuItem>
        )}
        {side.state === "waiting" && (
          <MenuItem icon={<Clock />} onSelect={() => setTiming(true)}>
            {t("side.otherTime")}
          </MenuItem>
        )}
        {side.holder?.id !== me.id && (
          <MenuItem icon={<UserRound />} onSelect={() => change({ holderId: me.id })}>
            {t("side.take")}
          </MenuItem>
        )}
      </Menu>
      {timing && <TimeDialog side={side} onClose={() => setTiming(false)} />}
    </>
  );
}

function TimeDialog({ side, onClose }: { side: SideConversation; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useSideAct();
  const options = useQuickTimes();
  const [at, setAt] = useState<Date | null>(null);
  const save = () =>
    at &&
    act.mutate(
      {
        run: () => call(changeSide, { params: { id: side.id }, body: { expectedBy: at } }),
        done: t("side.timeChanged"),
      },
      { onSuccess: onClose },
    );
  return (
    <Dialog open onClose={onClose} title={t("side.otherTime")}>
      <TimeChoice label={t("side.expectedBy")} options={options} value={at} onChange={setAt} />
      <Actions>
        <Button look="plain" onClick={onClose}>
          {t("ui.cancel")}
        </Button>
        <Button look="primary" disabled={!at} busy={act.isPending} onClick={save}>
          {t("side.save")}
        </Button>
      </Actions>
    </Dialog>
  );
}
