import type { Editor } from "@tiptap/core";
import { Smile } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { spoken } from "../../../lib/i18n.ts";
import { cx } from "../../../ui/cx.ts";
import { Input } from "../../../ui/Field.tsx";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Popover } from "../../../ui/Popover.tsx";
import { allEmoji, type Emoji, emojiLanguage, findEmoji } from "./emoji.ts";

const columns = 8;
const most = 120;

/** All emoji with a field to find one by its name. */
export function EmojiButton({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title={t("richText.emoji")}
      trigger={
        <IconButton label={t("richText.emoji")}>
          <Smile />
        </IconButton>
      }
    >
      <EmojiChoice
        onChoose={(sign) => {
          setOpen(false);
          editor.chain().focus().insertContent(sign).run();
        }}
      />
    </Popover>
  );
}

function EmojiChoice({ onChoose }: { onChoose: (sign: string) => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const [all, setAll] = useState<readonly Emoji[]>([]);
  const [typed, setTyped] = useState("");
  const [cursor, setCursor] = useState(0);
  useEffect(() => {
    let gone = false;
    allEmoji().then(
      (emoji) => !gone && setAll(emoji),
      () => {},
    );
    return () => {
      gone = true;
    };
  }, []);

  const foreign = emojiLanguage() !== spoken();
  const query = useDeferredValue(typed.trim());
  const shown = query === "" ? all.slice(0, most) : findEmoji(all, query, most);
  const steps: Record<string, number> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    ArrowRight: 1,
    ArrowLeft: -1,
  };
  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    const chosen = shown[cursor];
    if (event.key === "Enter" && chosen) onChoose(chosen.sign);
    else if (step !== undefined) setCursor(Math.min(Math.max(cursor + step, 0), shown.length - 1));
    else return;
    event.preventDefault();
  }

  return (
    <>
      <Input
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={shown.length > 0 ? `${listId}-${cursor}` : undefined}
        aria-label={t("richText.findEmoji")}
        placeholder={t("richText.findEmoji")}
        value={typed}
        onValueChange={(text: string) => {
          setTyped(text);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
        autoFocus
        aria-describedby={foreign ? `${listId}-names` : undefined}
      />
      {foreign && (
        <p id={`${listId}-names`} className="mt-1.5 text-xs text-soft">
          {t("richText.emojiInEnglish")}
        </p>
      )}
      <div
        id={listId}
        role="listbox"
        aria-label={t("richText.emoji")}
        className="mt-2 grid max-h-60 grid-cols-8 overflow-y-auto"
      >
        {shown.map(({ sign, name }, index) => (
          <div
            key={sign}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-label={name}
            lang={emojiLanguage()}
            title={name}
            aria-selected={index === cursor}
            ref={(element) => {
              if (index === cursor) element?.scrollIntoView({ block: "nearest" });
            }}
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(sign);
            }}
            className={cx(
              "flex aspect-square items-center justify-center rounded-md text-xl hover:bg-hover",
              index === cursor && "bg-hover",
            )}
          >
            {sign}
          </div>
        ))}
      </div>
      {all.length > 0 && shown.length === 0 && <p className="py-2 text-soft">{t("richText.noEmoji")}</p>}
    </>
  );
}
