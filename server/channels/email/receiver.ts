import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { isUnavailable } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { MailRate } from "./mail-rate.ts";
import { type Addressed, inboxAt, spool } from "./spool.ts";

const megabyte = 1024 * 1024;
/** The largest mail taken, in bytes; told to senders in EHLO. */
export const largestMail = 50 * megabyte;
/** What all mails under way may take up together. */
const memoryForAll = 256 * megabyte;
const mostClients = 200;
/** Many: a relay in front of us has one address for all its mail. */
const mostOfOneAddress = 50;
const mostRecipients = 100;
const minute = 60_000;
/** A mail that takes longer than this to arrive is broken off. */
const longestTransfer = 15 * minute;

export interface Receiver {
  port: number;
  stop(): Promise<void>;
}

/** An answer with its SMTP code; the sender's server shows the words to whoever wrote. */
class Answer extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, words: string) {
    super(words);
    this.responseCode = responseCode;
  }
}

const later = () =>
  new Answer(451, "4.3.0 We cannot keep your mail safe at this moment; please try again later");

const tooMany = () => new Answer(450, "4.7.0 Too many mails from your address, try again in a minute");

/**
 * The built-in SMTP receiver, or the same for a mail server of our own (LMTP, RFC 2033): takes mail for our inboxes and for nobody else, and says 250 only when it is safe.
 * Refuses unknown recipients with 550, more than 50 MB with 552, and asks to come again (451) while database or disk fail.
 */
export async function startReceiver(house: House, kind: "smtp" | "lmtp" = "smtp"): Promise<Receiver> {
  const { smtpPort, smtpHost, smtpTls, lmtpPort, lmtpHost } = house.config;
  const rate = new MailRate(house.config.smtpRate);
  const gate = new Gate();
  const server = new SMTPServer({
    name: new URL(house.config.url).hostname,
    lmtp: kind === "lmtp",
    banner: "Baton",
    size: largestMail,
    maxClients: mostClients,
    maxRecipients: mostRecipients,
    socketTimeout: 2 * minute,
    closeTimeout: 5_000,
    disableReverseLookup: true,
    authOptional: true,
    disabledCommands: smtpTls ? ["AUTH"] : ["AUTH", "STARTTLS"],
    ...(smtpTls && { cert: await readFile(smtpTls.cert), key: await readFile(smtpTls.key) }),
    onConnect: (session, done) => done(gate.enter(session) ? null : busy()),
    onClose: (session) => gate.leave(session),
    onMailFrom: (_, { remoteAddress }, done) =>
      done(kind === "lmtp" || rate.allows(remoteAddress, house.clock.now()) ? null : tooMany()),
    onRcptTo: async ({ address }, session, done) => done(await refusalOf(house, session, address)),
    onData: async (stream, session, done) => {
      const answer = await take(house, gate, stream, session, kind).catch((error: unknown) =>
        answerTo(house, error),
      );
      done(answer instanceof Answer ? answer : null, String(answer));
    },
  });
  server.on("error", (error) => house.log.debug({ err: error.message }, "an SMTP connection ended badly"));
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    const [port, host] = kind === "lmtp" ? [lmtpPort ?? 0, lmtpHost] : [smtpPort, smtpHost];
    server.listen(port, host, () => {
      server.off("error", fail);
      done();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

const busy = () => new Answer(421, "4.7.0 Too many connections from your address, try again in a moment");

function answerTo(house: House, error: unknown): Answer {
  if (error instanceof Answer) return error;
  if (!isUnavailable(error))
    house.log.error({ err: error }, "a mail could not be kept; its sender tries again");
  return later();
}

/** Who is connected, from where, and how much memory mails under way take. */
class Gate {
  readonly #byAddress = new Map<string, number>();
  readonly #inside = new Set<string>();
  #memory = 0;

  enter({ id, remoteAddress }: SMTPServerSession): boolean {
    const here = this.#byAddress.get(remoteAddress) ?? 0;
    if (here >= mostOfOneAddress) return false;
    this.#byAddress.set(remoteAddress, here + 1);
    this.#inside.add(id);
    return true;
  }

  leave({ id, remoteAddress }: SMTPServerSession): void {
    if (!this.#inside.delete(id)) return;
    const here = (this.#byAddress.get(remoteAddress) ?? 1) - 1;
    if (here > 0) this.#byAddress.set(remoteAddress, here);
    else this.#byAddress.delete(remoteAddress);
  }

  /** False when mails under way fill what there is. */
  reserve(bytes: number): boolean {
    if (this.#memory + bytes > memoryForAll) return false;
    this.#memory += bytes;
    return true;
  }

  free(bytes: number): void {
    this.#memory -= bytes;
  }
}

const found = new WeakMap<SMTPServerSession, Map<string, { workspaceId: string; inboxId: string }>>();

/** Why mail to an address is not taken; null when it is one of ours. */
async function refusalOf(house: House, session: SMTPServerSession, address: string): Promise<Answer | null> {
  let inbox: Awaited<ReturnType<typeof inboxAt>>;
  try {
    inbox = await inboxAt(house, address);
  } catch {
    return later();
  }
  if (!inbox) return new Answer(550, `5.1.1 Nobody here has the address ${address}`);
  const known = found.get(session) ?? new Map<string, { workspaceId: string; inboxId: string }>();
  found.set(session, known.set(address.toLowerCase(), inbox));
  return null;
}

async function take(
  house: House,
  gate: Gate,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  source: "smtp" | "lmtp",
): Promise<string> {
  const { mailFrom, rcptTo } = session.envelope;
  const inboxes = inboxesOf(
    session,
    rcptTo.map(({ address }) => address),
  );
  const envelope = {
    envelopeFrom: mailFrom ? mailFrom.address : "",
    remoteIp: session.remoteAddress.replace(/^::ffff:/, ""),
    helo: session.hostNameAppearsAs || "",
  };
  const held = { bytes: 0 };
  try {
    const raw = await collect(gate, stream, held);
    for (const inbox of inboxes) await spool(house, inbox, { ...envelope, raw, source });
    return "2.0.0 Kept safe";
  } finally {
    gate.free(held.bytes);
  }
}

/** One spool row an inbox, however many of its addresses were named. */
function inboxesOf(session: SMTPServerSession, addresses: readonly string[]): Addressed[] {
  const known = found.get(session);
  const inboxes = new Map<string, Addressed>();
  for (const address of addresses) {
    const inbox = known?.get(address.toLowerCase());
    if (!inbox) throw later();
    const one = inboxes.get(inbox.inboxId) ?? { ...inbox, to: [] };
    one.to.push(address);
    inboxes.set(inbox.inboxId, one);
  }
  return [...inboxes.values()];
}

/** The whole mail, or nothing: a connection that drops in the middle throws. Reads on without keeping when it is too much. */
async function collect(gate: Gate, stream: SMTPServerDataStream, held: { bytes: number }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let full = false;
  const timer = setTimeout(() => stream.destroy(new Error("took too long")), longestTransfer);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (full || stream.sizeExceeded) continue;
      // Twice: the pieces, and the whole that is made of them.
      full = !gate.reserve(chunk.length * 2);
      if (full) continue;
      held.bytes += chunk.length * 2;
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  if (stream.sizeExceeded) throw new Answer(552, "5.3.4 The mail is larger than 50 MB");
  if (full) throw new Answer(452, "4.3.1 Too much mail at this moment, please try again later");
  return Buffer.concat(chunks);
}
