import { useTranslation } from "react-i18next";
import type { LeadAgent, LeadList } from "../../../shared/lead-board.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { cx } from "../../ui/cx.ts";
import { Load } from "./Load.tsx";
import { type LeadBoard, type Shown, sameShown } from "./shown.ts";

interface Props {
  board: LeadBoard;
  shown: Shown;
  onShow: (shown: Shown) => void;
}

const lists: readonly LeadList[] = ["open", "waiting", "overdue"];
const tones: Partial<Record<LeadList, string>> = { overdue: "text-late font-medium" };

/** Each person's presence and load beside that of the others; each number opens its conversations. */
export function LeadPeople({ board, shown, onShow }: Props) {
  const { t } = useTranslation();
  const most = Math.max(1, ...board.agents.map(({ counts }) => counts.open));

  return (
    <section
      aria-label={t("leadBoard.people")}
      className="min-w-0 overflow-x-auto rounded-xl border border-line bg-surface"
      // It can be wider than a phone, and must then scroll by keys, too.
      tabIndex={0}
    >
      <table className="w-full text-start">
        <caption className="px-4 py-2 text-start font-semibold">{t("leadBoard.people")}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-faint [&>th]:px-2 [&>th]:py-2 [&>th]:font-medium [&>th:first-child]:ps-4 [&>th:last-child]:pe-4">
            <th scope="col" className="text-start">
              {t("leadBoard.person")}
            </th>
            {lists.map((list) => (
              <th key={list} scope="col" className="text-end">
                {t(`leadBoard.lists.${list}`)}
              </th>
            ))}
            <th scope="col" className="text-end">
              {t("leadBoard.nextHour")}
            </th>
          </tr>
        </thead>
        <tbody>
          {board.agents.map((agent) => (
            <tr
              key={agent.id}
              className="border-b border-line/60 last:border-0 [&>*]:px-2 [&>*]:py-1.5 [&>*:first-child]:ps-4 [&>*:last-child]:pe-4"
            >
              <Person agent={agent} most={most} />
              {lists.map((list) => (
                <Count
                  key={list}
                  mine={{ list, holder: agent.id, minutes: null }}
                  name={agent.name}
                  count={agent.counts[list]}
                  {...{ shown, onShow }}
                />
              ))}
              <Count
                mine={{ list: "at_risk", holder: agent.id, minutes: 60 }}
                name={agent.name}
                count={agent.nextHour}
                {...{ shown, onShow }}
              />
            </tr>
          ))}
          {board.unheld.open > 0 && (
            <tr className="[&>*]:px-2 [&>*]:py-1.5 [&>*:first-child]:ps-4">
              <th scope="row" className="text-start font-normal text-soft">
                {t("leadBoard.unheld")}
              </th>
              {lists.map((list) => (
                <Count
                  key={list}
                  mine={{ list, holder: "unheld", minutes: null }}
                  name={t("leadBoard.unheld")}
                  count={board.unheld[list]}
                  {...{ shown, onShow }}
                />
              ))}
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Person({ agent, most }: { agent: LeadAgent; most: number }) {
  const { t } = useTranslation();
  const { name, presence, counts } = agent;
  return (
    <th scope="row" className="min-w-48 text-start font-normal">
      <span className="flex items-center gap-2">
        <Avatar name={name} dim={presence !== "online"} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <bdi className="truncate font-medium">{name}</bdi>
            <span
              className={cx(
                "shrink-0 text-xs whitespace-nowrap",
                presence === "online" ? "text-kept" : "text-faint",
              )}
            >
              {t(`leadBoard.presence.${presence}`)}
            </span>
          </span>
          <Load held={counts.open} capacity={agent.capacity} most={most} />
        </span>
      </span>
    </th>
  );
}

interface CountProps {
  mine: Shown;
  name: string;
  count: number;
  shown: Shown;
  onShow: (shown: Shown) => void;
}

function Count({ mine, name, count, shown, onShow }: CountProps) {
  const { t } = useTranslation();
  if (count === 0) return <td className="figures text-end text-faint">0</td>;
  const list = mine.minutes === 60 ? t("leadBoard.nextHour") : t(`leadBoard.lists.${mine.list}`);
  return (
    <td className="text-end">
      <button
        type="button"
        aria-pressed={sameShown(mine, shown)}
        aria-label={t("leadBoard.open", { count, list, name })}
        onClick={() => onShow(mine)}
        className={cx(
          "figures -me-1.5 min-h-6 min-w-8 rounded-md px-1.5 text-end underline decoration-line underline-offset-2 hover:bg-hover aria-pressed:bg-hover aria-pressed:font-semibold",
          tones[mine.list],
        )}
      >
        {count}
      </button>
    </td>
  );
}
