import { lookup } from "node:dns/promises";
import { connect, isIP } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ImapFlow } from "imapflow";
import type { createTransport } from "nodemailer";
import type { Mailbox, MailServer, testInbox } from "../../../shared/email.ts";
import type { Reply } from "../../../shared/endpoint.ts";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { getInbox } from "../../conversations/inbox.ts";
import type { Actor } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { accessToken, afterRefusal } from "./access-token.ts";
import { serverTrouble } from "./delivery-outcome.ts";
import { imapClient, isUntrusted, mailboxTrouble, untrusted } from "./imap-client.ts";
import { sendingOf, signedIn } from "./mail-server.ts";
import { noServer } from "./sender.ts";
import { type Side, Troubled } from "./trouble.ts";

type Steps = Reply<typeof testInbox>["steps"];

const patience = 15_000;

/** Tries an inbox's mailbox and mail server now, step by step; a step that fails ends its side and says what to do. */
export async function tryInbox(house: House, actor: Actor, id: string): Promise<{ steps: Steps }> {
  const { inbox, row, sending } = await house.work(actor, async (work) => ({
    inbox: await getInbox(work, id),
    row: await work.db
      .selectFrom("mailboxes")
      .select(["imap", "imapSecret", "smtp"])
      .where("workspaceId", "=", work.workspaceId)
      .where("inboxId", "=", id)
      .executeTakeFirst(),
    sending: await sendingOf(work, house, id),
  }));
  const steps: Steps = [];
  const imap = (row?.imap ?? null) as Mailbox | null;
  if (imap)
    await tryReceiving(steps, imap, house.config.mailCa, async () => {
      if (row?.imapSecret) return { password: house.secrets.unseal(row.imapSecret) };
      const granted = { workspaceId: actor.workspaceId, inboxId: id, host: imap.host };
      const token = await accessToken(house, granted);
      return token ? { accessToken: token } : { password: "" };
    });
  else
    steps.push({
      where: "receiving",
      step: says.stepReceiver,
      ok: true,
      detail: worded(says.accepted, { address: inbox.address, port: house.config.smtpPort }),
      remedy: "",
    });
  if (!sending)
    steps.push({ where: "sending", step: says.stepServer, ok: false, detail: noServer, remedy: "" });
  else {
    const smtp = (row?.smtp ?? null) as MailServer | null;
    const reached = !smtp || (await tryReaching(steps, "sending", smtp, house.config.mailCa));
    if (reached)
      await step(steps, "sending", says.stepGreet, async () => {
        let transport: ReturnType<typeof createTransport> | undefined;
        try {
          const nodemailer = await import("nodemailer");
          transport = nodemailer.createTransport(await signedIn(house, sending));
          await transport.verify();
          return worded(says.takesMail, { server: sending.name });
        } catch (error) {
          const refused = (await afterRefusal(house, sending.granted, error)) as Error;
          throw new Troubled(serverTrouble(refused, sending.name));
        } finally {
          transport?.close();
        }
      });
  }
  return { steps };
}

async function tryReceiving(
  steps: Steps,
  server: Mailbox,
  ca: string[] | null,
  secretOf: () => Promise<Parameters<typeof imapClient>[1]>,
): Promise<void> {
  if (!(await tryReaching(steps, "receiving", server, ca))) return;
  let client: ImapFlow | undefined;
  const explained = async (task: () => Promise<string>) =>
    task().catch((error: unknown) => {
      throw new Troubled(mailboxTrouble(error, server));
    });
  try {
    const inside = await step(steps, "receiving", says.stepSignIn, () =>
      explained(async () => {
        client = await imapClient(server, await secretOf(), 1024 * 1024, ca);
        await client.connect();
        return worded(says.signedInAs, { user: server.user });
      }),
    );
    for (const folder of inside ? (server.folders ?? ["INBOX"]) : [])
      await step(steps, "receiving", worded(says.stepFolder, { folder }), () =>
        explained(async () => {
          const opened = await client?.mailboxOpen(folder, { readOnly: true });
          return worded(says.mailsInside, { number: opened?.exists ?? 0 });
        }),
      );
  } finally {
    client?.close();
  }
}

/** Name, line and, where it is encrypted from the start, certificate. */
async function tryReaching(
  steps: Steps,
  where: Side,
  { host, port, security }: MailServer,
  ca: string[] | null,
): Promise<boolean> {
  const named = await step(steps, where, says.stepFind, async () => {
    const { address } = await lookup(host).catch(() => {
      throw new Troubled({ what: worded(says.noSuchServer, { host }), remedy: says.checkName });
    });
    return worded(says.found, { host, address });
  });
  if (!named) return false;
  const connected = await step(steps, where, says.stepConnect, async () => {
    await opened(() => connect({ host, port, timeout: patience })).catch((error: Error) => {
      const what = worded(says.portSilent, { port, host, said: error.message });
      throw new Troubled({ what, remedy: says.checkPort });
    });
    return worded(says.portAnswers, { port });
  });
  if (!connected || security !== "tls") return connected;
  return step(steps, where, says.stepEncrypt, async () => {
    await opened(() =>
      connectTls({
        host,
        port,
        ...(!isIP(host) && { servername: host }),
        ...(ca && { ca }),
        timeout: patience,
      }),
    ).catch((error: Error & { code?: string }) => {
      if (isUntrusted(error)) throw new Troubled(untrusted(`${host}:${port}`, error));
      const what = worded(says.notEncrypted, { port, said: error.message });
      throw new Troubled({ what, remedy: says.starttlsMeant });
    });
    return says.certificateValid;
  });
}

function opened(open: () => ReturnType<typeof connect>): Promise<void> {
  return new Promise((done, fail) => {
    const socket = open();
    const ready = () => {
      socket.destroy();
      done();
    };
    socket.once("encrypted" in socket ? "secureConnect" : "connect", ready);
    socket.once("timeout", () => socket.destroy(new Error("no answer in time")));
    socket.once("error", fail);
  });
}

async function step(steps: Steps, where: Side, name: string, run: () => Promise<string>): Promise<boolean> {
  try {
    steps.push({ where, step: name, ok: true, detail: await run(), remedy: "" });
    return true;
  } catch (error) {
    const { what, remedy } =
      error instanceof Troubled ? error.trouble : { what: (error as Error).message, remedy: "" };
    steps.push({ where, step: name, ok: false, detail: what, remedy });
    return false;
  }
}
