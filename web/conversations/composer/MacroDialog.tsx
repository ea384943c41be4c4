import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../ui/Dialog.tsx";
import { Picker } from "../../ui/Picker.tsx";
import type { ComposerTab } from "./focus.ts";
import { macrosQuery, usable } from "./macros.ts";

interface Props {
  tab: ComposerTab;
  onTake: (id: string) => void;
  onClose: () => void;
}

/** Every macro one may use here, found by typing: what one used last stands first. */
export function MacroDialog({ tab, onTake, onClose }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(macrosQuery);
  return (
    <Dialog open onClose={onClose} title={t("macros.apply")}>
      <Picker
        label={t("macros.offered")}
        placeholder={t("macros.find")}
        empty={t(data?.items.length === 0 ? "macros.emptyTitle" : "macros.noneFound")}
        items={usable(data?.items ?? [], tab).map(({ id, name, folder, words }) => ({
          value: id,
          label: name,
          detail: folder || undefined,
          search: `${folder} ${words}`,
        }))}
        chosen={[]}
        onChoose={(id) => {
          onClose();
          onTake(id);
        }}
      />
    </Dialog>
  );
}
