import { useTranslation } from "react-i18next";
import { DetailRow, readLook, valueLook } from "../../fields/DetailRow.tsx";
import { useStore } from "../../lib/store.ts";
import { ChoiceButton } from "../../ui/ChoiceButton.tsx";
import { Picker } from "../../ui/Picker.tsx";
import { type DetailName, wrongDetail } from "./open-detail.ts";
import type { Detail } from "./use-details.ts";

interface Props {
  conversationId: string;
  name: DetailName;
  detail: Detail;
  mayChange: boolean;
  required?: boolean;
}

/** A detail in its row: pressed, it shows what can be chosen. */
export function DetailChoice({ conversationId, name, detail, mayChange, required = false }: Props) {
  const { t } = useTranslation();
  const wrong = useStore(wrongDetail);
  const choices = useChoices(detail);
  const error = wrong?.conversationId === conversationId && wrong.name === name ? wrong.text : undefined;
  const face = (
    <span className={detail.shown ? "min-w-0 break-words" : "text-faint"}>
      {detail.shown ?? (mayChange ? t("details.choose") : "–")}
    </span>
  );
  return (
    <DetailRow label={detail.label} error={error} required={required}>
      {mayChange ? (
        <ChoiceButton {...choices} className={valueLook}>
          {face}
        </ChoiceButton>
      ) : (
        <div className={readLook}>{face}</div>
      )}
    </DetailRow>
  );
}

/** The same list by itself, in a dialog that a key opened. */
export function DetailPicker({ detail, onChosen }: { detail: Detail; onChosen: () => void }) {
  const { onChoose, none, ...rest } = useChoices(detail);
  return (
    <Picker
      {...rest}
      onChoose={(value) => {
        onChoose(value);
        if (!detail.several) onChosen();
      }}
      none={
        none && {
          label: none.label,
          run: () => {
            none.run();
            onChosen();
          },
        }
      }
    />
  );
}

function useChoices(detail: Detail) {
  const { t } = useTranslation();
  const { label, items, chosen, choose, clear, add, several, onText, note } = detail;
  return {
    label,
    items,
    chosen,
    onChoose: choose,
    placeholder: t(add ? "details.findOrAdd" : "details.find"),
    empty: t("details.nothingFound"),
    none: clear && { label: t("details.clear"), run: clear },
    add: add && { label: (text: string) => t("details.addNamed", { name: text }), run: add },
    several,
    onText,
    note,
  };
}
