import { ListFilter } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "../../../shared/audit.ts";
import { useSaid } from "../../lib/said.ts";
import { clockTime, exactTime } from "../../lib/time.ts";
import { useColleagues } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { ChangeLines } from "./ChangeLines.tsx";
import { eventName } from "./event-name.ts";
import { SubjectLink } from "./SubjectLink.tsx";
import { useThingName } from "./use-thing-name.ts";

const actors = ["agent", "customer", "key", "system"] as const;

interface Props {
  entry: AuditEntry;
  /** The name of its day when it is the first that is listed of it. */
  day: string | null;
  /** Whether it is the last of its day. */
  last: boolean;
  /** Shows only what happened to the same thing. */
  onOnly: (subject: NonNullable<AuditEntry["subject"]>) => void;
}

/** One thing that happened; opened, all that the log knows about it. */
export function LogRow({ entry, day, last, onOnly }: Props) {
  const { t } = useTranslation();
  const { agentName } = useColleagues();
  const thingName = useThingName();
  const said = useSaid();
  const { name, at, actor, subject, causeId, id } = entry;
  const { changes: _, ...data } = entry.data;
  const kind = actors.find((known) => known === actor.kind);
  const who = actor.name ?? (kind ? t(`eventLog.actors.${kind}`) : actor.kind);
  const { agentId } = data;
  const colleague = !subject && typeof agentId === "string" ? agentName(agentId) : null;
  const what = subject?.name && subject.name !== who ? thingName(subject) : colleague;

  return (
    <li className={cx(day && "not-first:pt-6")}>
      {day && <h2 className="mb-2 flex min-h-7 items-end text-base font-semibold">{day}</h2>}
      <details
        className={cx(
          "group border-x border-t bg-surface px-4 py-2 open:pb-3",
          day ? "rounded-t-xl border-line" : "border-x-line border-t-line/60",
          last && "rounded-b-xl border-b border-b-line",
        )}
      >
        <summary className="flex items-baseline gap-3">
          <time dateTime={at.toISOString()} title={exactTime(at)} className="shrink-0 text-xs text-faint">
            {clockTime(at)}
          </time>
          <span className="min-w-0 flex-1 truncate">
            {eventName(name)}
            {what && (
              <span className="text-soft">
                {" "}
                · <bdi>{what}</bdi>
              </span>
            )}
          </span>
          <span className="max-w-[40%] shrink-0 truncate text-soft">
            <bdi>{who}</bdi>
          </span>
        </summary>
        <ChangeLines entry={entry} />
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 ps-11 text-xs max-sm:ps-0">
          <Fact name={t("eventLog.name")}>{name}</Fact>
          <Fact name={t("eventLog.at")}>{exactTime(at)}</Fact>
          {Object.entries(data).map(([key, value]) => (
            <Fact key={key} name={key}>
              {said(plain(value, agentName))}
            </Fact>
          ))}
          <Fact name={t("eventLog.id")}>{id}</Fact>
          {causeId && <Fact name={t("eventLog.cause")}>{causeId}</Fact>}
        </dl>
        {subject && (
          <p className="mt-2 flex flex-wrap gap-2 ps-11 max-sm:ps-0">
            <SubjectLink subject={subject} />
            <Button size="sm" icon={<ListFilter className="size-3.5" />} onClick={() => onOnly(subject)}>
              {t("audit.onlyThis")}
            </Button>
          </p>
        )}
      </details>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

/** A value of an event's data; the id of a colleague as their name. */
export function plain(value: unknown, agentName: (id: string) => string | null): string {
  if (typeof value !== "string") return value === null ? "–" : JSON.stringify(value);
  return agentName(value) ?? value;
}
