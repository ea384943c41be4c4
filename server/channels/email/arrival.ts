import { actorAgain } from "../../people/actor-again.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { Ahead, Turns } from "./ahead.ts";
import type { Arrived } from "./arrived.ts";
import type { TakeAside } from "./aside.ts";
import { Batch, Batches } from "./batch.ts";
import { type Inbound, loadInbounds, quarantine, waitingMails } from "./inbound.ts";
import { type InboundReason, reasonOf } from "./inbound-reason.ts";
import { beginsAnew, settleNew } from "./new-mails.ts";
import { read, Unreadable } from "./reader.ts";
import type { Reading } from "./reading.ts";
import { type Settled, settle, settleAs } from "./settlement.ts";

/**
 * Reads a spooled mail and puts it where it belongs; one that was read already stays as it is. What cannot be read is
 * quarantined with its reason; when the house is what fails, the job is tried again and the mail waits in the spool.
 */
export async function readInbound(
  house: House,
  workspaceId: string,
  id: string,
  takeAside?: TakeAside,
): Promise<void> {
  const { ahead, loads } = roomOf(house, takeAside);
  const begun = ahead.of(id);
  if (begun) return void (await begun);
  const spooled = await loads.add(workspaceId, id);
  if (spooled?.state !== "received") return;
  await (ahead.of(id) ?? ahead.during(id, () => finish(house, workspaceId, spooled, takeAside)));
}

async function finish(
  house: House,
  workspaceId: string,
  spooled: Inbound,
  takeAside: TakeAside | undefined,
): Promise<string | null> {
  const state = await stateAfter(house, workspaceId, spooled, takeAside);
  if (state) house.metrics.inbound.inc({ state });
  return state;
}

async function stateAfter(
  house: House,
  workspaceId: string,
  spooled: Inbound,
  takeAside?: TakeAside,
): Promise<string | null> {
  const actor = system(workspaceId, "email.read");
  let reading: Reading;
  try {
    reading = await read({
      raw: await house.files.read(workspaceId, spooled.sha256),
      envelopeFrom: senderOf(spooled),
      remoteIp: spooled.remoteIp,
      helo: spooled.helo,
      own: spooled.own,
      dnsServer: house.config.dnsServer,
      now: house.clock.now(),
    });
  } catch (error) {
    const reason = unreadable(error);
    if (reason === null) throw error;
    await house.work(actor, (work) => quarantine(work, spooled, reason));
    return "quarantined";
  }
  const arrived = await withFiles(house, workspaceId, { spooled, reading });
  const { settlements, turns } = roomOf(house, takeAside);
  if (beginsAnew(arrived)) return settlements.add(workspaceId, arrived);
  return turns.take(async () => {
    const settled = await house.work(actor, (work) => settle(work, house, arrived, takeAside));
    return settled && typeof settled === "object"
      ? ofAgent(house, workspaceId, arrived, settled, takeAside)
      : settled;
  });
}

/** An agent's own words are written with the rights they have by now; what they sent on is written as its author's. */
async function ofAgent(
  house: House,
  workspaceId: string,
  arrived: Arrived,
  mail: Exclude<Settled, string | null>,
  takeAside?: TakeAside,
): Promise<string | null> {
  if (mail.what === "forward") {
    const original = await withFiles(house, workspaceId, {
      ...arrived,
      reading: asOriginal(arrived.reading),
    });
    return house.work(system(workspaceId, "email.read"), (work) => settleAs(work, house, original, mail));
  }
  const agent = await actorAgain(house, { workspaceId, kind: "agent", id: mail.agentId });
  return house.work(agent ?? system(workspaceId, "email.read"), (work) =>
    settleAs(work, house, arrived, mail, takeAside),
  );
}

/** What is attached is stored before anything is written down. */
async function withFiles(
  house: House,
  workspaceId: string,
  { spooled, reading }: Omit<Arrived, "files">,
): Promise<Arrived> {
  const files: Arrived["files"] = [];
  for (const { content } of reading.attachments)
    files.push(await house.files.put(workspaceId, Buffer.from(content)));
  return { spooled, reading, files };
}

/** Mails of a workspace that are read at the same moment go to the database together. */
interface Room {
  ahead: Ahead;
  loads: Batches<string, Inbound | null>;
  settlements: Batches<Arrived, string | null>;
  /** Of mails that are settled alone: those must not take all connections. */
  turns: Turns;
}

const mostTogether = 50;
const mostAlone = 4;
const rooms = new WeakMap<House, Room>();

function roomOf(house: House, takeAside: TakeAside | undefined): Room {
  const known = rooms.get(house);
  if (known) return known;
  const ahead = new Ahead();
  const made: Room = {
    ahead,
    turns: new Turns(mostAlone),
    loads: new Batches((workspaceId) => {
      const begin = (spooled: Inbound) =>
        ahead.begin(spooled, () => finish(house, workspaceId, spooled, takeAside));
      const load = (ids: readonly string[]) => loadWithNext(house, workspaceId, ids, ahead, begin);
      return new Batch(load, async (id) => (await load([id]))[0] ?? null, mostTogether);
    }),
    // Each new conversation waits for its number until the one before it is committed: together they wait once.
    settlements: new Batches((workspaceId) => {
      const settleAll = (mails: readonly Arrived[]) =>
        house.work(system(workspaceId, "email.read"), (work) => settleNew(work, house, mails));
      return new Batch(settleAll, async (mail) => (await settleAll([mail]))[0] ?? null, mostTogether);
    }),
  };
  rooms.set(house, made);
  return made;
}

/** Loads mails for their jobs, and begins those that wait behind them: what comes fast is read and settled by the dozen. */
async function loadWithNext(
  house: House,
  workspaceId: string,
  ids: readonly string[],
  ahead: Ahead,
  begin: (spooled: Inbound) => void,
): Promise<(Inbound | null)[]> {
  const loaded = await house.work(system(workspaceId, "email.read"), async (work) => {
    const waiting = await waitingMails(work, mostTogether);
    const next = waiting.filter(({ id }) => !ids.includes(id));
    return loadInbounds(work, [...ids, ...next.map(({ id }) => id)]);
  });
  for (const spooled of loaded.slice(ids.length)) if (spooled && ahead.mayTake(spooled)) begin(spooled);
  return loaded.slice(0, ids.length);
}

/** The SMTP sender, "" for the null path. Mailboxes do not tell it, providers not always; those write the null path as "<>". */
function senderOf({ source, envelopeFrom }: Inbound): string | null {
  if (source === "imap" || (source === "hook" && envelopeFrom === "")) return null;
  return envelopeFrom === "<>" ? "" : envelopeFrom;
}

/** Why a mail is at fault, or null when the house is. */
function unreadable(error: unknown): InboundReason | null {
  if (error instanceof Unreadable) return error.reason;
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? reasonOf("source_missing") : null;
}

/** The mail that was sent on, in place of the one that carried it. It answers nobody by itself, for nobody wrote to us. */
function asOriginal(reading: Reading): Reading {
  const { forwarded } = reading;
  if (!forwarded) return reading;
  const { comment: _, subject, ...original } = forwarded;
  return {
    ...reading,
    ...original,
    subject: subject || reading.subject,
    authorIsFrom: false,
    addressed: [],
    noAnswer: "An agent forwarded it; nobody wrote to us.",
  };
}
