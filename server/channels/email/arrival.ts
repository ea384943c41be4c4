import { actorAgain } from "../../people/actor-again.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import type { TakeAside } from "./aside.ts";
import { Batch, Batches } from "./batch.ts";
import { type Inbound, loadInbounds, quarantine } from "./inbound.ts";
import { type InboundReason, reasonOf } from "./inbound-reason.ts";
import { read, Unreadable } from "./reader.ts";
import type { Reading } from "./reading.ts";
import { type Arrived, beginsAnew, type Settled, settle, settleAs, settleNew } from "./settlement.ts";

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
  const { loads } = roomOf(house);
  const spooled = await loads.add(workspaceId, id);
  if (spooled?.state !== "received") return;
  const state = await stateAfter(house, workspaceId, spooled, takeAside);
  if (state) house.metrics.inbound.inc({ state });
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
  if (beginsAnew(arrived)) return roomOf(house).settlements.add(workspaceId, arrived);
  const settled = await house.work(actor, (work) => settle(work, house, arrived, takeAside));
  return settled && typeof settled === "object" ? ofAgent(house, workspaceId, arrived, settled) : settled;
}

/** An agent's own words are written with the rights they have by now; what they sent on is written as its author's. */
async function ofAgent(
  house: House,
  workspaceId: string,
  arrived: Arrived,
  mail: Exclude<Settled, string | null>,
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
    settleAs(work, house, arrived, mail),
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
  loads: Batches<string, Inbound | null>;
  settlements: Batches<Arrived, string | null>;
}

const mostTogether = 50;
const rooms = new WeakMap<House, Room>();

function roomOf(house: House): Room {
  const known = rooms.get(house);
  if (known) return known;
  const made: Room = {
    loads: new Batches((workspaceId) => {
      const load = (ids: readonly string[]) =>
        house.work(system(workspaceId, "email.read"), (work) => loadInbounds(work, ids));
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
