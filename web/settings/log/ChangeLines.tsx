import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { AuditEntry } from "../../../shared/audit.ts";
import { Permission } from "../../../shared/permissions.ts";
import { useColleagues } from "../../people/people.ts";

/** What a role was given or lost, as the log kept it. */
const Permissions = z.array(Permission);

interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

/** What was before and what came of it, one line for each field. */
export function ChangeLines({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { agentName, teamName } = useColleagues();
  const changes = changesOf(entry);
  const rights = (["given", "taken"] as const).flatMap((how) => {
    const some = Permissions.safeParse(entry.data[how]).data ?? [];
    return entry.subject?.kind === "role" && some.length > 0 ? [{ how, some }] : [];
  });
  if (changes.length + rights.length === 0) return null;

  const said = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("audit.nothing");
    if (Array.isArray(value) && value.every((one) => typeof one === "string"))
      return value.map(said).join(", ") || t("audit.nothing");
    if (typeof value !== "string") return JSON.stringify(value);
    return agentName(value) ?? teamName(value) ?? value;
  };
  return (
    <ul className="mt-2 flex flex-col gap-1 ps-11 max-sm:ps-0">
      {changes.map(({ field, from, to }) => (
        <li key={field} className="min-w-0 break-words">
          {t("audit.was", { field, before: said(from), after: said(to) })}
        </li>
      ))}
      {rights.map(({ how, some }) => (
        <li key={how} className="min-w-0 break-words">
          {t(`audit.rights.${how}`, {
            what: some.map((one) => t(`roleSettings.permissions.${one}`)).join(" · "),
          })}
        </li>
      ))}
    </ul>
  );
}

/** Before and after as an event tells them, under whichever names. */
function changesOf({ name, data }: AuditEntry): Change[] {
  if (name === "conversation.assigned")
    return [
      { field: "holder", from: data["fromId"] ?? data["fromTeamId"], to: data["holderId"] ?? data["teamId"] },
    ];
  if (name === "tag.changed") return [{ field: "name", from: data["name"], to: data["becomes"] }];
  const changes = (data["changes"] ?? {}) as Record<string, { from: unknown; to: unknown }>;
  return Object.entries(changes).map(([field, change]) => ({ field, ...change }));
}
