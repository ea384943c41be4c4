import { useTranslation } from "react-i18next";
import { type LeadList, leadLists } from "../../../shared/lead-board.ts";
import { cx } from "../../ui/cx.ts";
import { type LeadBoard, type Shown, sameShown } from "./shown.ts";

interface Props {
  board: LeadBoard;
  /** How soon something at risk is due, in words. */
  within: string;
  shown: Shown;
  onShow: (shown: Shown) => void;
}

const tones: Partial<Record<LeadList, string>> = { at_risk: "text-soon", overdue: "text-late" };

/** The four numbers of the board; each one opens its conversations. */
export function LeadNumbers({ board, within, shown, onShow }: Props) {
  const { t } = useTranslation();
  const hint = (list: LeadList) =>
    list === "open"
      ? t("leadBoard.hints.open", { count: board.unheld.open })
      : t(`leadBoard.hints.${list}`, { within });

  return (
    <ul aria-label={t("leadBoard.numbers")} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {leadLists.map((list) => {
        const mine: Shown = { list, holder: null, minutes: null };
        return (
          <li key={list}>
            <button
              type="button"
              aria-pressed={sameShown(mine, shown)}
              onClick={() => onShow(mine)}
              className="flex h-full w-full flex-col rounded-xl border border-line bg-surface px-4 py-3 text-start hover:bg-hover aria-pressed:border-coral"
            >
              <span className="text-soft">{t(`leadBoard.lists.${list}`)}</span>
              <span className={cx("figures text-2xl font-semibold", board.counts[list] > 0 && tones[list])}>
                {board.counts[list]}
              </span>
              <span className="text-xs text-faint">{hint(list)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
