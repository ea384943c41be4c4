import { Users } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fullness } from "../../../shared/capacity.ts";
import { mayAs, useColleagues, useMe } from "../../people/people.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { cx } from "../../ui/cx.ts";
import { FindList } from "../../ui/FindList.tsx";

export interface Holder {
  kind: "agent" | "team";
  id: string;
  name: string;
  /** Unresolved conversations they hold, and should hold at most; a team has no limit. */
  holding: number;
  capacity: number | null;
}

interface Props {
  label: string;
  /** Who is left out: those who hold it already. */
  without?: string | undefined;
  chosen?: Holder | null;
  onChoose: (holder: Holder) => void;
}

/** Finds a colleague or a team by a few letters; arrows move, Enter chooses. */
export function HolderPicker({ label, without, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { agents, teams } = useColleagues();
  const [text, setText] = useState("");

  const offered = useMemo(() => {
    const needle = text.trim().toLocaleLowerCase();
    const matches = (name: string) =>
      name
        .toLocaleLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(needle)) || name.toLocaleLowerCase().startsWith(needle);
    const people = agents.filter(
      ({ active, joined, role, id }) => active && joined && mayAs(role, "agent") && id !== without,
    );
    return [
      ...people.map(({ id, name, presence, holding, capacity }) => ({
        kind: "agent" as const,
        id,
        name,
        presence,
        holding,
        capacity,
      })),
      ...teams
        .filter(({ id }) => id !== without)
        .map(({ id, name }) => ({
          kind: "team" as const,
          id,
          name,
          presence: null,
          holding: 0,
          capacity: null,
        })),
    ].filter(({ name }) => matches(name));
  }, [agents, teams, text, without]);

  return (
    <FindList
      label={label}
      placeholder={t("acts.findPerson")}
      text={text}
      onText={setText}
      items={offered}
      chosen={chosen ? [chosen.id] : []}
      onChoose={onChoose}
      empty={t("acts.nobodyFound")}
    >
      {(holder, isChosen) => (
        <>
          {holder.kind === "agent" ? (
            <Avatar name={holder.name} />
          ) : (
            <Users className="size-6 p-1 text-faint" aria-hidden="true" />
          )}
          <span className={cx("min-w-0 flex-1 truncate", isChosen && "font-medium text-coral-ink")}>
            {holder.name}
            {holder.id === me.id && ` ${t("acts.you")}`}
          </span>
          <span className="text-xs text-faint">
            {holder.kind === "team" ? t("acts.team") : <Carried {...holder} />}
            {holder.presence === "online" && ` · ${t("shell.online")}`}
            {holder.presence === "away" && ` · ${t("shell.away")}`}
          </span>
        </>
      )}
    </FindList>
  );
}

/** How much somebody holds of what they should hold at most, and in words when nothing more fits. */
function Carried({ holding, capacity }: Pick<Holder, "holding" | "capacity">) {
  const { t } = useTranslation();
  if (capacity === null) return t("acts.holding", { count: holding });
  const full = fullness(holding, capacity);
  const said = t("acts.holdingOf", { held: holding, most: capacity });
  if (full === "room") return said;
  return (
    <span className={full === "over" ? "text-late" : "text-soon"}>
      {said} · {t(`acts.${full}`)}
    </span>
  );
}
