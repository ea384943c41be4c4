import { setTimeout as delay } from "node:timers/promises";
import type { createTransport } from "nodemailer";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { maySend, type SendingKind } from "../../customers/sending.ts";
import { suppress } from "../../customers/suppression.ts";
import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { waitAtMost } from "../../platform/patience.ts";
import type { Work } from "../../platform/work.ts";
import { afterRefusal } from "./access-token.ts";
import { domainOf } from "./address.ts";
import { compose, enclosedFiles, type Ledgered } from "./composed.ts";
import { changeState } from "./delivery.ts";
import { type Outcome, outcomeOf, tooSlow } from "./delivery-outcome.ts";
import { type SigningKey, signingOf } from "./dkim-key.ts";
import { catchUp } from "./mail-event.ts";
import { type Sending, sendingOf, signedIn } from "./mail-server.ts";
import { nextAttempt } from "./next-attempt.ts";
import type { MailContent } from "./outbox.ts";
import { marksFor, providerId, reportsWanted } from "./sent-by.ts";
import { signedMail } from "./signed-mail.ts";
import { clearTrouble, setTrouble } from "./trouble.ts";

const lease = 120_000;
const mostAtOnce = 16;
/** One slow server must not take every place. */
const mostOfOneInbox = 4;

export const noServer = says.noServer;

interface Due {
  workspaceId: string;
  id: string;
  inboxId: string | null;
}

interface Flights {
  count: Map<string, number>;
  running: Set<Promise<void>>;
}
const allFlights = new WeakMap<object, Flights>();

/** Attempts under way in this process. */
function flightsOf(house: House): Flights {
  const known = allFlights.get(house.systemPool);
  if (known) return known;
  const made = { count: new Map<string, number>(), running: new Set<Promise<void>>() };
  allFlights.set(house.systemPool, made);
  return made;
}

/** Sends what is due, a few at a time, and returns how many attempts it began. */
export async function sendDue(house: House, now: Date): Promise<number> {
  const { count } = flightsOf(house);
  const busy = [...count].filter(([, number]) => number >= mostOfOneInbox).map(([key]) => key);
  const due = await house.system
    .selectFrom("deliveries")
    .select(["workspaceId", "id", "inboxId"])
    .where("nextAttemptAt", "<=", now)
    .$if(busy.length > 0, (query) =>
      query.where((eb) =>
        eb(eb.fn.coalesce(eb.cast<string>("inboxId", "text"), eb.val("none")), "not in", busy),
      ),
    )
    .orderBy("nextAttemptAt")
    .limit(mostAtOnce)
    .execute();
  const begun = due.map((one) => begin(house, one)).filter((flight) => flight !== null);
  await waitAtMost(house.config.sendWaitMs, Promise.all(begun));
  return begun.length;
}

/** Tries one delivery now, unless it is not due or too much is under way: then the clock brings it up again. */
export async function sendNow(house: House, one: Due): Promise<void> {
  await waitAtMost(house.config.sendWaitMs, begin(house, one));
}

/** Waits for the attempts under way, at most so many milliseconds; what is unfinished is tried again when its lease ends. */
export async function finishSending(house: House, milliseconds: number): Promise<void> {
  await waitAtMost(milliseconds, Promise.all(flightsOf(house).running));
}

function begin(house: House, one: Due): Promise<void> | null {
  const { count, running } = flightsOf(house);
  const key = one.inboxId ?? "none";
  const mine = count.get(key) ?? 0;
  if (running.size >= mostAtOnce || mine >= mostOfOneInbox) return null;
  count.set(key, mine + 1);
  const flight = attempt(house, one)
    .catch((error: unknown) => house.log.warn({ err: error }, "an attempt to send was interrupted"))
    .finally(() => {
      count.set(key, (count.get(key) ?? 1) - 1);
      running.delete(flight);
    });
  running.add(flight);
  return flight;
}

interface Claimed extends Ledgered {
  id: string;
  workspaceId: string;
  inboxId: string | null;
  attempts: number;
  giveUpAt: Date;
  sending: Sending;
  signing: SigningKey[];
  files: Awaited<ReturnType<typeof enclosedFiles>>;
}

async function attempt(house: House, { workspaceId, id }: Due): Promise<void> {
  const actor = system(workspaceId, "email.send");
  const claimed = await house.work(actor, (work) => claim(work, house, id));
  if (!claimed) return;
  const heart = setInterval(() => void keepLease(house, claimed), lease / 4);
  let outcome: Outcome;
  try {
    outcome = await deliver(house, claimed);
  } finally {
    clearInterval(heart);
  }
  house.metrics.deliveries.inc({ state: outcome.state });
  await recordOutcome(house, claimed, outcome);
}

/** Takes a due delivery for this process until the lease ends; holds it when there is no server to send by. */
async function claim(work: Work, house: House, id: string): Promise<Claimed | null> {
  const row = await work.db
    .selectFrom("deliveries")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .where("nextAttemptAt", "<=", work.now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return null;
  const content = row.content as MailContent;
  if (content.goodUntil && new Date(content.goodUntil) <= work.now) {
    await changeState(work, row, {
      state: "cancelled",
      reason: says.linkRanOut,
    });
    return null;
  }
  const asked = { address: row.toAddress, kind: row.kind as SendingKind, deliveryId: id };
  const may = await maySend(work, asked);
  if (!may.allowed) {
    // A person waits for a reply, so it must be seen that it did not go; nobody waits for the rest.
    const state = row.kind === "reply" || row.kind === "side" ? "failed" : "cancelled";
    await changeState(work, row, { state, reason: may.reason });
    return null;
  }
  const sending = await sendingOf(work, house, row.inboxId);
  if (!sending) {
    await changeState(work, row, { state: "held", reason: noServer, heldFor: "server" });
    return null;
  }
  const attempts = row.attempts + 1;
  await work.db
    .updateTable("deliveries")
    .set({ state: "sending", attempts, nextAttemptAt: new Date(work.now.getTime() + lease) })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .execute();
  const signing = await signingOf(work, house, domainOf(sending.from.address));
  return { ...row, attempts, content, sending, signing, files: await enclosedFiles(work, content) };
}

async function keepLease(house: House, { workspaceId, id, attempts }: Claimed): Promise<void> {
  await house.system
    .updateTable("deliveries")
    .set({ nextAttemptAt: new Date(house.clock.now().getTime() + lease) })
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "=", "sending")
    .where("attempts", "=", attempts)
    .execute()
    .catch(() => {});
}

async function deliver(house: House, claimed: Claimed): Promise<Outcome> {
  const { sending, signing } = claimed;
  const seconds = house.config.sendSeconds;
  // A server that drips its answers keeps every single time limit and would hold one of few places for ever.
  const signal = AbortSignal.timeout(seconds * 1000);
  let transport: ReturnType<typeof createTransport> | undefined;
  try {
    // Loaded with the first mail: it needs memory that a house without mail keeps.
    const nodemailer = await import("nodemailer");
    transport = nodemailer.createTransport(await signedIn(house, sending));
    const mail = await compose(house, claimed.workspaceId, claimed, sending, claimed.files);
    const { envelope, headers } = mail;
    const marked = { ...mail, headers: { ...headers, ...marksFor(sending.host, claimed.id) } };
    const raw = await signedMail(marked as typeof mail, signing, house.clock.now());
    const dsn = reportsWanted(claimed.internetMessageId, claimed.toAddress);
    const { response } = await transport.sendMail({ envelope, raw, dsn, signal } as typeof mail);
    return { state: "sent", providerId: providerId(response ?? "") };
  } catch (error) {
    const why = signal.aborted ? tooSlow(sending.name, seconds) : error;
    return outcomeOf(await afterRefusal(house, sending.granted, why), sending.name);
  } finally {
    transport?.close();
  }
}

/** The server's yes is not forgotten while the database is away: it is told again until it is written down. */
async function recordOutcome(house: House, claimed: Claimed, outcome: Outcome): Promise<void> {
  const actor = system(claimed.workspaceId, "email.send");
  for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await house.work(actor, (work) => settle(work, claimed, outcome));
    } catch (error) {
      if (house.systemPool.ending) throw error;
      await delay(wait);
    }
  }
}

async function settle(work: Work, claimed: Claimed, outcome: Outcome): Promise<void> {
  const row = await work.db
    .selectFrom("deliveries")
    .selectAll()
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", claimed.id)
    .where("state", "=", "sending")
    .where("attempts", "=", claimed.attempts)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const next = outcome.state === "deferred" ? nextAttempt(work.now, row.giveUpAt) : null;
  if (outcome.state === "deferred" && !next)
    await changeState(work, row, {
      state: "failed",
      reason: worded(says.givenUp, { inner: outcome.reason }),
    });
  else {
    const reason = outcome.state === "sent" ? "" : outcome.reason;
    const known = outcome.state === "sent" && { providerId: outcome.providerId };
    await changeState(work, row, { state: outcome.state, reason, nextAttemptAt: next, ...known });
    if (outcome.state === "sent") await catchUp(work, row.id);
    if (outcome.state === "failed" && outcome.dead)
      await suppress(work, { address: row.toAddress, cause: "hard_bounce", reason, deliveryId: row.id });
  }
  if (!claimed.inboxId) return;
  const trouble = outcome.state === "deferred" ? outcome.trouble : null;
  if (trouble) await setTrouble(work, claimed.inboxId, "sending", trouble, next);
  else await clearTrouble(work, claimed.inboxId, "sending");
}
