import { Link } from "@tanstack/react-router";
import type { AuditEntry } from "../../../shared/audit.ts";
import { ConversationLink } from "../mail/ConversationLink.tsx";
import { useThingName } from "./use-thing-name.ts";

/** The screen of the settings on which each kind of thing stands. */
const screens: Record<string, string> = {
  workspace: "workspace",
  agent: "people",
  team: "teams",
  role: "roles",
  key: "keys",
  inbox: "inboxes",
  topic: "topics",
  root_cause: "topics",
  status: "statuses",
  field: "fields",
  conversation_template: "templates",
  address: "suppressed",
  dkim_key: "deliverability",
};
const look =
  "inline-flex h-7 items-center rounded-md border border-line bg-surface px-2 whitespace-nowrap hover:bg-hover";

/** Leads to where the thing stands that an event is about; nothing for what has no place of its own. */
export function SubjectLink({ subject }: { subject: NonNullable<AuditEntry["subject"]> }) {
  const thingName = useThingName();
  const { kind, id } = subject;
  if (!id) return null;
  if (kind === "conversation") return <ConversationLink id={id} subject="" />;
  const name = thingName(subject);
  if (kind === "customer")
    return (
      <Link to="/customers/$customerId" params={{ customerId: id }} className={look}>
        {name}
      </Link>
    );
  const screen = screens[kind];
  if (!screen) return null;
  return (
    <Link to="/settings/$screen" params={{ screen }} className={look}>
      {name}
    </Link>
  );
}
