import { type AuditArea, type AuditEntry, auditAreas } from "../../../shared/audit.ts";

/** Everybody, one colleague by id, or all of one kind. */
export type Who = "anybody" | "key" | "customer" | "system" | `agent ${string}`;

/** What the log is narrowed to; days as the date field writes them, "" for any. */
export interface LogFilter {
  area: AuditArea | "all";
  who: Who;
  from: string;
  until: string;
  subject: AuditEntry["subject"];
}

export const everything: LogFilter = { area: "all", who: "anybody", from: "", until: "", subject: null };

/** Whether an address holds a filter. */
export function isFilter(said: unknown): said is LogFilter {
  if (typeof said !== "object" || said === null) return false;
  const { area, who, from, until, subject } = said as Record<string, unknown>;
  const words = [who, from, until].every((word) => typeof word === "string");
  const known = area === "all" || auditAreas.some((one) => one === area);
  return words && known && (subject === null || isSubject(subject));
}

const isSubject = (said: unknown) =>
  typeof said === "object" && said !== null && "kind" in said && typeof said.kind === "string";

/** The filter as the log is asked by it: days begin and end at midnight where the reader is. */
export function askOf({ area, who, from, until, subject }: LogFilter): Record<string, string> {
  const ask: Record<string, string> = {};
  if (area !== "all") ask["area"] = area;
  if (who.startsWith("agent ")) ask["actorId"] = who.slice("agent ".length);
  else if (who !== "anybody") ask["actorKind"] = who;
  if (subject?.id) ask[subjectKey(subject.kind)] = subject.id;
  const [first, last] = [midnight(from, 0), midnight(until, 1)];
  if (first) ask["from"] = first.toISOString();
  if (last) ask["until"] = last.toISOString();
  return ask;
}

function subjectKey(kind: string): string {
  if (kind === "conversation") return "conversationId";
  return kind === "customer" ? "customerId" : "subjectId";
}

/** The midnight at which a day begins, or so many days later; null for no day. */
function midnight(day: string, later: number): Date | null {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return null;
  const at = new Date(year, month - 1, date + later);
  return Number.isNaN(at.getTime()) ? null : at;
}
