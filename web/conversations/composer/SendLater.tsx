import { AlarmClock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { exactTime, spokenTime, useNow } from "../../lib/time.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { fromLocalInput, toLocalInput } from "../acts/local-input.ts";
import { laterTimes } from "./later-times.ts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  disabled: boolean;
  onChoose: (at: Date) => void;
}

interface ButtonsProps {
  /** Null for a note, which leaves nowhere. */
  later: Pick<Props, "open" | "onOpenChange"> | null;
  label: string;
  ready: boolean;
  busy: boolean;
  onSend: (at?: Date) => void;
}

/** Sends now, or at a time one chooses. */
export function SendButtons({ later, label, ready, busy, onSend }: ButtonsProps) {
  return (
    <div className="ms-auto flex items-center gap-2">
      {later && <SendLater {...later} disabled={!ready} onChoose={onSend} />}
      <Button look="primary" keys="mod+Enter" busy={busy} disabled={!ready} onClick={() => onSend()}>
        {label}
      </Button>
    </div>
  );
}

/** When a reply leaves, instead of now. */
function SendLater({ open, onOpenChange, disabled, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      title={t("later.title")}
      trigger={
        <IconButton label={t("later.title")} keys="mod+shift+Enter" disabled={disabled}>
          <AlarmClock />
        </IconButton>
      }
    >
      <LaterChoice
        onChoose={(at) => {
          onOpenChange(false);
          onChoose(at);
        }}
      />
    </Popover>
  );
}

/** The usual times by the workspace's business hours and zone, and any other. */
export function LaterChoice({ onChoose }: { onChoose: (at: Date) => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const { workspace } = useMe();
  const [free, setFree] = useState("");
  const chosen = fromLocalInput(free);

  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-0.5">
        {laterTimes(now, workspace.businessHours, workspace.timeZone).map(({ id, at }) => (
          <li key={id}>
            <button
              type="button"
              title={exactTime(at)}
              onClick={() => onChoose(at)}
              className="flex min-h-8 w-full items-center justify-between gap-4 rounded-md px-2 text-start hover:bg-hover"
            >
              {t(`later.times.${id}`)}
              <span className="text-soft">{spokenTime(at, now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="flex items-end gap-2 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) onChoose(chosen);
        }}
      >
        <Field label={t("later.otherTime")} className="min-w-0 flex-1">
          <Input type="datetime-local" min={toLocalInput(now)} value={free} onValueChange={setFree} />
        </Field>
        <Button disabled={!chosen || chosen <= now} type="submit">
          {t("later.choose")}
        </Button>
      </form>
      <p className="text-xs text-soft">{t("later.explained", { zone: workspace.timeZone })}</p>
    </div>
  );
}
