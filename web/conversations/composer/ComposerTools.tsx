import { Lock, Paperclip, Reply } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import type { Draft } from "./draft.ts";
import type { ComposerTab } from "./focus.ts";
import { useOthers } from "./others.ts";

interface Props {
  conversation: Conversation;
  tab: ComposerTab;
  open: boolean;
  cc: Draft["cc"];
  bcc: Draft["bcc"];
  onChange: (part: Partial<Draft>) => void;
  onFiles: (files: File[]) => void;
}

/** Reply or note, who gets a copy, and files. */
export function ComposerTools({ conversation, tab, open, cc, bcc, onChange, onFiles }: Props) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const picker = useRef<HTMLInputElement>(null);
  const usual = conversation.participants.flatMap(({ role, email }) =>
    role === "cc" && email ? [email] : [],
  );
  const others = useOthers(conversation).filter((address) => !cc?.includes(address));
  const reply = {
    value: "reply" as const,
    label: (
      <>
        <Reply className="size-3.5 rtl:-scale-x-100" aria-hidden="true" />
        {t("composer.reply")}
      </>
    ),
  };
  const note = {
    value: "note" as const,
    label: (
      <>
        <Lock className="size-3.5" aria-hidden="true" />
        {t("composer.note")}
      </>
    ),
  };

  return (
    <div className="-mx-1.5 flex items-center gap-1">
      <Tabs
        label={t("composer.kind")}
        value={tab}
        onChange={(next) => onChange({ tab: next })}
        items={isAgent ? [reply, note] : [note]}
      />
      <span className="flex-1" />
      {tab === "reply" && others.length > 0 && open && (
        <Button
          size="sm"
          look="plain"
          title={others.join(", ")}
          onClick={() => onChange({ cc: [...(cc ?? usual), ...others] })}
        >
          {t("composer.replyAll", { count: others.length })}
        </Button>
      )}
      {tab === "reply" && cc === null && open && (
        <Button size="sm" look="plain" onClick={() => onChange({ cc: usual })}>
          {usual.length > 0 ? t("composer.ccCount", { count: usual.length }) : t("conversations.cc")}
        </Button>
      )}
      {tab === "reply" && bcc === null && open && (
        <Button size="sm" look="plain" onClick={() => onChange({ bcc: [] })}>
          {t("composer.bcc")}
        </Button>
      )}
      <IconButton label={t("composer.attach")} onClick={() => picker.current?.click()}>
        <Paperclip />
      </IconButton>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t("composer.attach")}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </div>
  );
}
