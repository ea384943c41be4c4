import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listMacros } from "../../../shared/macros.ts";
import { useSome } from "../../lib/use-some.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Picker } from "../../ui/Picker.tsx";
import type { ComposerTab } from "./focus.ts";
import { macroKey, usable } from "./macros.ts";

interface Props {
  tab: ComposerTab;
  onTake: (id: string) => void;
  onClose: () => void;
}

/** Every macro one may use here, found by typing: what one used last stands first. */
export function MacroDialog({ tab, onTake, onClose }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const { query, items, more } = useSome(listMacros, typed, macroKey);
  return (
    <Dialog open onClose={onClose} title={t("macros.apply")}>
      <Picker
        label={t("macros.offered")}
        placeholder={t("macros.find")}
        empty={t(query.data?.items.length === 0 ? "macros.emptyTitle" : "macros.noneFound")}
        items={usable(items, tab).map(({ id, name, folder, words }) => ({
          value: id,
          label: name,
          detail: folder || undefined,
          search: `${folder} ${words}`,
        }))}
        chosen={[]}
        onText={setTyped}
        note={more ? t("ui.pick.more", { count: query.data?.items.length ?? 0 }) : undefined}
        onChoose={(id) => {
          onClose();
          onTake(id);
        }}
      />
    </Dialog>
  );
}
