import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../server/channels/email/mutation.ts";
import { queueMail } from "../server/channels/email/outbox.ts";
import { finishSending, sendDue } from "../server/channels/email/sender.ts";
import { system } from "../server/platform/actor.ts";
import { type FaultyPeer, type LineFault, openFaultyPeer } from "../test/faulty-peer.ts";
import { type MailHouse, openMailHouse } from "./mail-house.ts";

export interface Sent {
  mails: number;
  sent: number;
  failed: number;
  /** Neither, or said to be sent while the peer never took it, or failed without a reason. */
  unsettled: number;
  /** Taken more than once although no yes was lost. */
  doubled: number;
}

const inboxes = 5;
const mostMinutes = 20;
const hour = 3_600_000;

const faults: LineFault[] = [
  { at: "greeting", line: "421 4.3.2 Shutting down" },
  { at: "rcpt", line: "450 4.2.0 Greylisted, come back" },
  { at: "dot", line: "451 4.3.0 Try again" },
  { at: "mail", line: "452 4.3.1 No room at this moment" },
  { at: "rcpt", line: "550 5.1.1 No such user here" },
  { at: "dot", line: "552 5.2.2 The mailbox is full" },
  { at: "dot", line: "554 5.7.1 Looks like spam" },
  { at: "drop", when: "before-data" },
  { at: "drop", when: "before-dot" },
  { at: "drop", when: "after" },
];

/** Mails through a peer that fails at every other line, is away for two hours, and at one inbox speaks no TLS where it must. */
export async function outgoing(count: number, say: (sentence: string) => void): Promise<Sent> {
  const random = seeded(20_260_321);
  const peer = await openFaultyPeer(() => {
    if (random(100) === 0) return { at: "slow", everyMs: 1_000 };
    return random(2) === 0 ? (faults[random(faults.length)] ?? null) : null;
  });
  const noTls = await openFaultyPeer(() => ({ at: "tls" }));
  const bench = await openMailHouse();
  try {
    await queue(bench, count, peer.port, noTls.port);
    await sendAll(bench, peer, count, say);
    return { mails: count, ...(await verdict(bench, peer)) };
  } finally {
    await finishSending(bench.house, 15_000);
    await bench.close();
    await peer.close();
    await noTls.close();
  }
}

async function queue(
  { house, workspaceId, newInbox }: MailHouse,
  count: number,
  port: number,
  noTls: number,
) {
  const ids: string[] = [];
  for (let at = 0; at < inboxes; at++)
    ids.push(
      await newInbox(`outgoing${at}@bench.example`, {
        smtp: { host: "127.0.0.1", port, security: "none", user: "" },
      }),
    );
  const encrypted = await newInbox("encrypted@bench.example", {
    smtp: { host: "127.0.0.1", port: noTls, security: "starttls", user: "" },
  });
  await house.work(system(workspaceId, "bench"), async (work) => {
    for (let at = 0; at < count; at++)
      await queueMail(work, {
        kind: "account",
        naturalKey: `bench:${at}`,
        to: { name: "", address: `reader${at}@customer.example` },
        subject: `Mail ${at}`,
        text: `Mail ${at}`,
        html: `<p>Mail ${at}</p>`,
        inboxId: at % 20 === 0 ? encrypted : ids[at % inboxes],
      });
  });
}

/** Sends by the moved clock until nothing is due any more; when half is through, the peer is away for two hours of it. */
async function sendAll(
  { house, clock }: MailHouse,
  peer: FaultyPeer,
  count: number,
  say: (sentence: string) => void,
): Promise<void> {
  const until = performance.now() + mostMinutes * 60_000;
  let backAt: Date | null = null;
  let wentDown = false;
  for (;;) {
    if (performance.now() > until) throw new Error(`Mail was still on its way after ${mostMinutes} minutes.`);
    if (!wentDown && peer.taken.size > count / 2) {
      wentDown = true;
      backAt = new Date(clock.now().getTime() + 2 * hour);
      await peer.down();
      say("  the peer is away");
    }
    if (backAt && clock.now() >= backAt) {
      backAt = null;
      await peer.up();
      say("  the peer is back");
    }
    if ((await sendDue(house, clock.now())) > 0) continue;
    await finishSending(house, 30_000);
    const next = await nextDue(house);
    if (next === null) return;
    const wait = next.getTime() - clock.now().getTime();
    if (wait > 0) clock.advance(wait);
    else await pause(5);
  }
}

async function nextDue(house: MailHouse["house"]): Promise<Date | null> {
  const row = await house.system
    .selectFrom("deliveries")
    .select((eb) => eb.fn.min("nextAttemptAt").as("next"))
    .executeTakeFirst();
  return row?.next ?? null;
}

async function verdict({ house }: MailHouse, peer: FaultyPeer): Promise<Omit<Sent, "mails">> {
  const rows = await house.system
    .selectFrom("deliveries")
    .select(["state", "reason", "internetMessageId as id"])
    .execute();
  const settled = ({ state, reason, id }: (typeof rows)[number]) =>
    (state === "sent" && peer.taken.has(id)) || (state === "failed" && reason !== "");
  return {
    sent: rows.filter(({ state }) => state === "sent").length,
    failed: rows.filter(({ state }) => state === "failed").length,
    unsettled: rows.filter((row) => !settled(row)).length,
    doubled: [...peer.taken].filter(([id, times]) => times > 1 && !peer.yesLost.has(id)).length,
  };
}
