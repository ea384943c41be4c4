import type { Editor } from "@tiptap/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button.tsx";
import { Input } from "../../../ui/Field.tsx";

/** Where a link leads: for the chosen words, or as words of its own. */
export function LinkField({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useTranslation();
  const before = String(editor.getAttributes("link")["href"] ?? "");
  const [address, setAddress] = useState(before);
  const leave = () => {
    onDone();
    editor.view.focus();
  };

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const href = addressOf(address);
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !before)
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    leave();
  }

  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        leave();
      }}
      className="flex items-center gap-2 pt-1"
    >
      <Input
        aria-label={t("richText.linkAddress")}
        placeholder="https://"
        value={address}
        onValueChange={setAddress}
        dir="ltr"
        autoFocus
        className="min-w-0 flex-1"
      />
      <Button type="submit" size="sm">
        {t("richText.setLink")}
      </Button>
      {before && (
        <Button
          size="sm"
          look="plain"
          onClick={() => {
            editor.chain().focus().extendMarkRange("link").unsetLink().run();
            leave();
          }}
        >
          {t("richText.removeLink")}
        </Button>
      )}
    </form>
  );
}

/** An address as somebody types it, with what opens it in front; null when it is none. */
function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return null;
  if (/^(?:https?:\/\/|mailto:|tel:)/i.test(text)) return text;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d/.test(text)) return null;
  return /^[^\s@/]+@[^\s@/]+$/.test(text) ? `mailto:${text}` : `https://${text}`;
}
