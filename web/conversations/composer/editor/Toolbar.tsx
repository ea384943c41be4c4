import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { ALargeSmall, Link2 } from "lucide-react";
import { useCallback, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { remembered } from "../../../lib/remembered.ts";
import { useStore } from "../../../lib/store.ts";
import { IconButton } from "../../../ui/IconButton.tsx";
import { EmojiButton } from "./EmojiButton.tsx";
import { LinkField } from "./LinkField.tsx";
import { TableButton } from "./TableButton.tsx";
import { tools } from "./tools.tsx";

const unfolded = remembered("formatting", z.boolean(), false);

interface Props {
  editor: Editor;
  /** The field for a link's address stands open. */
  linking: boolean;
  onLinking: (open: boolean) => void;
}

/** Formatting by button, folded away until somebody wants it; arrows walk through it. */
export function Toolbar({ editor, linking, onLinking }: Props) {
  const { t } = useTranslation();
  const open = useStore(unfolded);
  const active = useActive(editor);

  return (
    <>
      {linking && <LinkField editor={editor} onDone={() => onLinking(false)} />}
      <Base.Root
        aria-label={t("richText.formatting")}
        className="-ms-1.5 flex flex-wrap items-center gap-0.5 pt-1"
        // The caret stays where it is.
        onMouseDown={(event) => event.preventDefault()}
      >
        <Base.Button
          render={
            <IconButton
              label={t("richText.formatting")}
              aria-expanded={open}
              onClick={() => unfolded.set(!open)}
            >
              <ALargeSmall />
            </IconButton>
          }
        />
        <EmojiButton editor={editor} />
        {open && (
          <>
            <span aria-hidden="true" className="mx-1 h-4 w-px bg-line" />
            {tools.map((tool) => (
              <Base.Button
                key={tool.name}
                render={
                  <IconButton
                    label={t(`richText.${tool.name}`)}
                    keys={tool.keys}
                    pressed={active.includes(tool.name)}
                    onClick={() => tool.press(editor)}
                  >
                    {tool.icon}
                  </IconButton>
                }
              />
            ))}
            <Base.Button
              render={
                <IconButton
                  label={t("richText.link")}
                  keys="mod+k"
                  pressed={active.includes("link")}
                  onClick={() => onLinking(!linking)}
                >
                  <Link2 />
                </IconButton>
              }
            />
            <TableButton editor={editor} inside={active.includes("table")} />
          </>
        )}
      </Base.Root>
    </>
  );
}

/** What the caret stands in, by name; changes only when that changes. */
function useActive(editor: Editor): string[] {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on("transaction", listener);
      return () => void editor.off("transaction", listener);
    },
    [editor],
  );
  const names = useSyncExternalStore(subscribe, () =>
    [
      ...tools.filter((tool) => tool.active(editor)).map(({ name }) => name as string),
      ...["link", "table"].filter((name) => editor.isActive(name)),
    ].join(" "),
  );
  return names.split(" ");
}
