import { Users } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { nextIndex } from "../../lib/list-keys.ts";
import { mayAs, useColleagues, useMe } from "../../people/people.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { cx } from "../../ui/cx.ts";
import { control } from "../../ui/Field.tsx";

export type Holder = { kind: "agent" | "team"; id: string; name: string };

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
  const listId = useId();
  const me = useMe();
  const { agents, teams } = useColleagues();
  const [text, setText] = useState("");
  const [cursor, setCursor] = useState(0);

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
      ...people.map(({ id, name, presence, holding }) => ({
        kind: "agent" as const,
        id,
        name,
        presence,
        holding,
      })),
      ...teams
        .filter(({ id }) => id !== without)
        .map(({ id, name }) => ({ kind: "team" as const, id, name, presence: null, holding: 0 })),
    ].filter(({ name }) => matches(name));
  }, [agents, teams, text, without]);
  const at = Math.min(cursor, Math.max(0, offered.length - 1));

  function onKeyDown(event: KeyboardEvent) {
    const holder = offered[at];
    if (event.key === "Enter" && holder) {
      event.preventDefault();
      onChoose(holder);
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setCursor(nextIndex(event.key, at, offered.length, 5) ?? 0);
  }

  return (
    <div>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={offered[at] ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoFocus
        value={text}
        placeholder={t("acts.findPerson")}
        onChange={(event) => {
          setText(event.target.value);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
        className={cx(control, "h-8")}
      />
      <div id={listId} role="listbox" aria-label={label} className="mt-2 max-h-56 overflow-y-auto">
        {offered.map((holder, index) => (
          <div
            key={holder.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={holder.id === chosen?.id}
            onClick={() => onChoose(holder)}
            onMouseMove={() => setCursor(index)}
            onKeyDown={onKeyDown}
            className={cx(
              "flex min-h-9 items-center gap-2.5 rounded-md px-2",
              index === at && "bg-hover",
              holder.id === chosen?.id && "font-medium text-coral-ink",
            )}
          >
            {holder.kind === "agent" ? (
              <Avatar name={holder.name} />
            ) : (
              <Users className="size-6 p-1 text-faint" aria-hidden="true" />
            )}
            <span className="min-w-0 flex-1 truncate">
              {holder.name}
              {holder.id === me.id && ` ${t("acts.you")}`}
            </span>
            <span className="text-xs text-faint">
              {holder.kind === "team" ? t("acts.team") : t("acts.holding", { count: holder.holding })}
              {holder.presence === "online" && ` · ${t("shell.online")}`}
              {holder.presence === "away" && ` · ${t("shell.away")}`}
            </span>
          </div>
        ))}
      </div>
      {offered.length === 0 && <p className="px-2 py-2 text-soft">{t("acts.nobodyFound")}</p>}
    </div>
  );
}
