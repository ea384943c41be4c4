import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";
import { readMail } from "../../server/channels/email/mail.ts";

export interface Caught {
  from: string;
  to: string[];
  raw: Buffer;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  replyTo: string;
}

/** A mail server of the outside world: takes what Baton sends and keeps it. */
export async function openPostOffice(port: number) {
  const caught: Caught[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      const keep = async () => {
        const raw = Buffer.concat(chunks);
        const mail = await readMail(raw);
        caught.push({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw,
          subject: mail.subject,
          text: mail.text,
          html: mail.html ?? "",
          messageId: mail.messageId ?? "",
          replyTo: mail.replyTo[0]?.address ?? "",
        });
      };
      const answer = async () => {
        try {
          await keep();
          done();
        } catch (error) {
          done(error as Error);
        }
      };
      stream.on("end", () => void answer());
    },
  });
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return {
    caught,
    /** Waits for a mail like this one; refuses after 20 seconds. */
    async next(matches: (mail: Caught) => boolean): Promise<Caught> {
      for (let round = 0; round < 400; round++) {
        const found = caught.find(matches);
        if (found) return found;
        await new Promise((done) => setTimeout(done, 50));
      }
      throw new Error(
        `No such mail; there are: ${caught.map((mail) => `${mail.to.join()} "${mail.subject}"`).join("; ")}`,
      );
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

/** Sends a real mail over SMTP to Baton's receiver. */
export async function sendMail(
  port: number,
  mail: {
    from: string;
    to: string;
    subject: string;
    text: string;
    html?: string;
    inReplyTo?: string;
    references?: string;
    messageId?: string;
  },
): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
  await transport.sendMail(mail);
  transport.close();
}
