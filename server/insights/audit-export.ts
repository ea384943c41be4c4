import { Readable } from "node:stream";
import type { AuditEntry, AuditWanted } from "../../shared/audit.ts";
import type { Actor } from "../platform/actor.ts";
import { csvLine } from "../platform/csv.ts";
import type { House } from "../platform/house.ts";
import { listAudit } from "./audit.ts";

type Format = "csv" | "json";

const atOnce = 1000;
const columns = [
  "when",
  "who_kind",
  "who",
  "who_id",
  "event",
  "subject_kind",
  "subject",
  "subject_id",
  "before",
  "after",
  "details",
  "event_id",
  "because_of",
];

/**
 * The log as a file that is written while it is read, a thousand events in each transaction, up to this moment. That somebody took
 * it is recorded first, so that the taking is known even if the line breaks.
 */
export async function exportAudit(
  house: House,
  actor: Actor,
  { format, ...wanted }: AuditWanted & { format: Format },
): Promise<Readable> {
  const now = house.clock.now();
  const until = wanted.until && wanted.until < now ? wanted.until : now;
  await house.work(actor, async (work) => {
    const filter = Object.entries(wanted).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value instanceof Date ? value.toISOString() : value]],
    );
    work.record("log.exported", { format, filter: Object.fromEntries(filter) as Record<string, string> });
  });
  const pages = pagesOf(house, actor, { ...wanted, until });
  return Readable.from(format === "csv" ? asCsv(pages) : asJson(pages));
}

async function* pagesOf(house: House, actor: Actor, wanted: AuditWanted): AsyncGenerator<AuditEntry[]> {
  for (let after: string | undefined, more = true; more; ) {
    const place = after;
    const page = await house.work(actor, (work) =>
      listAudit(work, { ...wanted, after: place, limit: atOnce }),
    );
    yield page.items;
    after = page.next ?? undefined;
    more = page.next !== null;
  }
}

async function* asCsv(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  // The mark tells spreadsheets that it is UTF-8.
  yield `\uFEFF${csvLine(columns)}`;
  for await (const entries of pages) yield entries.map((entry) => csvLine(cellsOf(entry))).join("");
}

async function* asJson(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  let between = "[\n";
  for await (const entries of pages) {
    for (const entry of entries) {
      yield between + JSON.stringify(entry);
      between = ",\n";
    }
  }
  yield between === "[\n" ? "[]\n" : "\n]\n";
}

function cellsOf({ id, name, actor, subject, data, causeId, at }: AuditEntry): (string | null)[] {
  const { changes, ...details } = data;
  const changed = Object.entries((changes ?? {}) as Record<string, { from: unknown; to: unknown }>);
  const side = (which: "from" | "to") =>
    changed.length === 0
      ? null
      : JSON.stringify(Object.fromEntries(changed.map(([field, change]) => [field, change[which]])));
  return [
    at.toISOString(),
    actor.kind,
    actor.name,
    actor.id,
    name,
    subject?.kind ?? null,
    subject?.name ?? null,
    subject?.id ?? null,
    side("from"),
    side("to"),
    JSON.stringify(details),
    id,
    causeId,
  ];
}
