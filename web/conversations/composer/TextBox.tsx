import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useColleagues } from "../../people/people.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { cx } from "../../ui/cx.ts";
import { completeMention, mentionBefore } from "./mentions.ts";

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  onSend: () => void;
  onFiles: (files: File[]) => void;
  /** Offers colleagues after an @. */
  mentions: boolean;
  ref: Ref<HTMLTextAreaElement>;
}

/** Where one writes: grows with the text, Ctrl+Enter sends, files can be dropped and pasted. */
export function TextBox({ label, placeholder, value, onChange, onSend, onFiles, mentions, ref }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const { agents } = useColleagues();
  const [typed, setTyped] = useState<string | null>(null);
  const [cursor, setCursor] = useState(0);
  useImperativeHandle(ref, () => box.current as HTMLTextAreaElement);

  const offered =
    mentions && typed !== null
      ? agents
          .filter(
            ({ active, name }) => active && name.toLocaleLowerCase().startsWith(typed.toLocaleLowerCase()),
          )
          .slice(0, 6)
      : [];

  const choose = (name: string) => {
    const element = box.current;
    if (!element) return;
    const done = completeMention(value, element.selectionStart, name);
    // The caret moves before the next key can be typed.
    flushSync(() => {
      onChange(done.text);
      setTyped(null);
    });
    element.setSelectionRange(done.caret, done.caret);
  };

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSend();
    else if (offered.length > 0 && (event.key === "Enter" || event.key === "Tab"))
      choose(offered[cursor]?.name ?? "");
    else if (offered.length > 0 && event.key === "ArrowDown") setCursor((cursor + 1) % offered.length);
    else if (offered.length > 0 && event.key === "ArrowUp")
      setCursor((cursor + offered.length - 1) % offered.length);
    else if (event.key === "Escape" && offered.length > 0) setTyped(null);
    else if (event.key === "Escape") event.currentTarget.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative">
      <textarea
        ref={box}
        aria-label={label}
        aria-keyshortcuts="Control+Enter"
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered.length > 0 ? `${listId}-${cursor}` : undefined}
        placeholder={placeholder}
        value={value}
        dir="auto"
        onChange={(event) => {
          onChange(event.target.value);
          setTyped(mentions ? mentionBefore(event.target.value, event.target.selectionStart) : null);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length === 0) return;
          event.preventDefault();
          onFiles(files);
        }}
        className="field-sizing-content block max-h-[40vh] min-h-8 w-full resize-none bg-transparent py-1 text-base leading-6 outline-none placeholder:text-faint focus-visible:outline-none"
      />
      {offered.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={t("composer.mention")}
          className="absolute bottom-full z-20 mb-1 w-64 rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {offered.map(({ id, name }, index) => (
            <div
              key={id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === cursor}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(name);
              }}
              className={cx(
                "flex min-h-8 items-center gap-2 rounded-md px-2",
                index === cursor && "bg-hover",
              )}
            >
              <Avatar name={name} size="xs" />
              {name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
