import type { AddressInfo, Socket } from "node:net";
import { createTransport, type SendMailOptions } from "nodemailer";
import { SMTPServer } from "smtp-server";
import { type Mail, readMail } from "../server/channels/email/mail.ts";
import { startReceiver } from "../server/channels/email/receiver.ts";
import type { Inbox, InboxBody } from "../shared/email.ts";
import { createInbox } from "../shared/email.ts";
import type { Person } from "./builders.ts";
import type { TestHouse } from "./house.ts";

/** What the server at the other end does with the next mail; each is used up by one mail. */
export type Fault =
  | { at: "greeting" | "mail" | "rcpt" | "data"; code: number; line: string }
  /** The line drops: before the mail is taken, or after it was, so that the yes is lost. */
  | { at: "drop"; when: "before" | "after" };

export interface Got {
  from: string;
  to: string[];
  raw: Buffer;
  mail: Mail;
}

/** A real mail server at the other end, which keeps what it took and fails as it is told. */
export interface MailPeer {
  port: number;
  got: Got[];
  faults: Fault[];
  /** Mails addressed to this one, oldest first. */
  to(address: string): Mail[];
  close(): Promise<void>;
}

const refusal = (code: number, line: string) => Object.assign(new Error(line), { responseCode: code });

export async function openPeer(password?: string): Promise<MailPeer> {
  const got: Got[] = [];
  const faults: Fault[] = [];
  const take = (at: Fault["at"]) => {
    const next = faults[0];
    return next?.at === at ? faults.shift() : undefined;
  };
  const refused = (at: "greeting" | "mail" | "rcpt" | "data") => {
    const fault = take(at);
    return fault && fault.at !== "drop" ? refusal(fault.code, fault.line) : null;
  };
  let line: Socket | undefined;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: password === undefined,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.password === password
        ? done(null, { user: auth.username })
        : done(refusal(535, "5.7.8 Wrong password")),
    onConnect: (_session, done) => done(refused("greeting")),
    onMailFrom: (_address, _session, done) => done(refused("mail")),
    onRcptTo: (_address, _session, done) => done(refused("rcpt")),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", () => {});
      stream.on("end", async () => {
        const drop = take("drop");
        const fault = refused("data");
        if (fault) return done(fault);
        if (drop?.at === "drop" && drop.when === "before") return line?.destroy();
        const raw = Buffer.concat(chunks);
        got.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw,
          mail: await readMail(raw),
        });
        if (drop) return line?.destroy();
        done();
      });
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    line = socket;
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  return {
    port: (server.server.address() as AddressInfo).port,
    got,
    faults,
    to: (address) => got.filter(({ to }) => to.includes(address)).map(({ mail }) => mail),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

let made = 0;

/** An inbox that sends by the peer. */
export function newInbox(
  owner: Person,
  peer: MailPeer | null,
  more: Partial<InboxBody> = {},
): Promise<Inbox> {
  const body = {
    name: "Support",
    address: `support${++made}@shop.example`,
    smtp: peer && { host: "127.0.0.1", port: peer.port, security: "none" },
    ...more,
  };
  return owner.call(createInbox, { body });
}

/** Somebody outside who writes to the house by a real SMTP client. */
export interface Outside {
  port: number;
  /** Sends; the house has it and has not read it. */
  post(mail: SendMailOptions): Promise<void>;
  /** Sends and lets the house read it. */
  write(mail: SendMailOptions): Promise<void>;
  /** Sends a mail word for word. */
  writeRaw(envelope: { from: string; to: string[] }, raw: string | Buffer): Promise<void>;
  close(): Promise<void>;
}

export async function openOutside(house: TestHouse): Promise<Outside> {
  const receiver = await startReceiver(house);
  const transport = createTransport({ host: "127.0.0.1", port: receiver.port, ignoreTLS: true });
  const post = async (mail: SendMailOptions) => void (await transport.sendMail(mail));
  const send = async (mail: SendMailOptions) => {
    await post(mail);
    await house.runReactions();
  };
  return {
    port: receiver.port,
    post,
    write: send,
    writeRaw: (envelope, raw) => send({ envelope, raw }),
    close: async () => {
      transport.close();
      await receiver.stop();
    },
  };
}
