import { Toolbar as Base } from "@base-ui/react/toolbar";
import type { Editor } from "@tiptap/core";
import { Table } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/IconButton.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../../ui/Menu.tsx";

/** Puts a table in; inside of one it offers rows and columns. */
export function TableButton({ editor, inside }: { editor: Editor; inside: boolean }) {
  const { t } = useTranslation();
  const chain = () => editor.chain().focus();

  if (!inside)
    return (
      <Base.Button
        render={
          <IconButton
            label={t("richText.table")}
            onClick={() => chain().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run()}
          >
            <Table />
          </IconButton>
        }
      />
    );
  return (
    <Menu
      trigger={
        <IconButton label={t("richText.changeTable")} pressed>
          <Table />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => chain().addRowAfter().run()}>{t("richText.addRow")}</MenuItem>
      <MenuItem onSelect={() => chain().addColumnAfter().run()}>{t("richText.addColumn")}</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => chain().deleteRow().run()}>{t("richText.removeRow")}</MenuItem>
      <MenuItem onSelect={() => chain().deleteColumn().run()}>{t("richText.removeColumn")}</MenuItem>
      <MenuItem danger onSelect={() => chain().deleteTable().run()}>
        {t("richText.removeTable")}
      </MenuItem>
    </Menu>
  );
}
