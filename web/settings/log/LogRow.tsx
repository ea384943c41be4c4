import { useTranslation } from "react-i18next";
import type { z } from "zod";
import type { LogEntry } from "../../../shared/platform.ts";
import { clockTime, exactTime } from "../../lib/time.ts";
import { useColleagues } from "../../people/people.ts";
import { ConversationLink } from "../mail/ConversationLink.tsx";
import { eventName } from "./event-name.ts";

const actors = ["agent", "customer", "key", "system"] as const;

/** One thing that happened; opened, all that the log knows about it. */
export function LogRow({ entry }: { entry: z.output<typeof LogEntry> }) {
  const { t } = useTranslation();
  const { agentName } = useColleagues();
  const { name, at, actorKind, actorId, data, causeId, id } = entry;
  const kind = actors.find((known) => known === actorKind);
  const actor = agentName(actorId) ?? (kind ? t(`eventLog.actors.${kind}`) : actorKind);
  const subject = typeof data.agentId === "string" ? agentName(data.agentId) : null;
  const conversationId = typeof data.conversationId === "string" ? data.conversationId : null;

  return (
    <li>
      <details className="group px-4 py-2 open:pb-3">
        <summary className="flex items-baseline gap-3">
          <time dateTime={at.toISOString()} title={exactTime(at)} className="shrink-0 text-xs text-faint">
            {clockTime(at)}
          </time>
          <span className="min-w-0 flex-1 truncate">
            {eventName(name)}
            {subject && subject !== actor && <span className="text-soft"> · {subject}</span>}
          </span>
          <span className="max-w-[40%] shrink-0 truncate text-soft">{actor}</span>
        </summary>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 ps-11 text-xs max-sm:ps-0">
          <Fact name={t("eventLog.name")}>{name}</Fact>
          <Fact name={t("eventLog.at")}>{exactTime(at)}</Fact>
          {Object.entries(data).map(([key, value]) => (
            <Fact key={key} name={key}>
              {plain(value, agentName)}
            </Fact>
          ))}
          <Fact name={t("eventLog.id")}>{id}</Fact>
          {causeId && <Fact name={t("eventLog.cause")}>{causeId}</Fact>}
        </dl>
        {conversationId && (
          <p className="mt-2 ps-11 max-sm:ps-0">
            <ConversationLink id={conversationId} subject="" />
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
function plain(value: unknown, agentName: (id: string) => string | null): string {
  if (typeof value !== "string") return value === null ? "–" : JSON.stringify(value);
  return agentName(value) ?? value;
}
