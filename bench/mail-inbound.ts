import { setTimeout as pause } from "node:timers/promises";
import { createTransport } from "nodemailer";
import type pg from "pg";
import { readWhole } from "../server/channels/email/reading.ts";
import { openNameServer } from "../test/name-server.ts";
import { Baton } from "./baton.ts";
import { fillInbox } from "./fill.ts";
import { seconds } from "./statistics.ts";

const address = "inbound@bench.example";
const [warm, measured, connections] = [200, 1_000, 8];
const patience = 180;

/** Mails a second from the first SMTP connection until all are messages, and those that the parser alone reads in this process. */
export async function inbound(): Promise<{ perSecond: number; parserPerSecond: number }> {
  const names = await openNameServer();
  const baton = await Baton.prepare(undefined, { BATON_DNS_SERVER: names.address });
  try {
    await baton.start();
    const { workspaceId } = await baton.enter();
    const client = await baton.superuser();
    await fillInbox(client, workspaceId, address);
    await handIn(baton.smtpPort, 0, warm);
    await stored(client, warm);
    await read(0, warm, names.address);
    const took = await seconds(async () => {
      await handIn(baton.smtpPort, warm, measured);
      await stored(client, warm + measured);
    });
    await client.end();
    const parsed = await seconds(() => read(warm, measured, names.address));
    return { perSecond: measured / took, parserPerSecond: measured / parsed };
  } finally {
    await baton.remove();
    await names.close();
  }
}

const sender = (number: number) => `customer${number % 300}@mail.example`;

/** An answer as people write them: text and HTML, with what it answers quoted below. */
function rawMail(number: number): Buffer {
  const words = `Hello,\r\n\r\nwhere is my order ${number}? It was to arrive on Monday, and nobody could tell me more.\r\n\r\nBest regards,\r\nCustomer ${number % 300}\r\n`;
  const quoted = Array.from({ length: 20 }, (_, line) => `> Line ${line} of what was written before.\r\n`);
  const html = `<p>${words.replaceAll("\r\n", "<br>\r\n")}</p><blockquote>${quoted.join("<br>")}</blockquote>`;
  return Buffer.from(
    `From: Customer ${number % 300} <${sender(number)}>\r\nTo: ${address}\r\nSubject: Order ${number}\r\nMessage-ID: <bench-${number}@mail.example>\r\nDate: ${new Date().toUTCString()}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=part\r\n\r\n--part\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\nOn Mon, 6 Jul 2026 at 10:00, Support <${address}> wrote:\r\n${quoted.join("")}\r\n--part\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--part--\r\n`,
  );
}

async function handIn(port: number, from: number, count: number): Promise<void> {
  const transport = createTransport({
    host: "127.0.0.1",
    port,
    ignoreTLS: true,
    pool: true,
    maxConnections: connections,
    maxMessages: 10_000,
  });
  try {
    await Promise.all(
      Array.from({ length: count }, (_, at) =>
        transport.sendMail({
          envelope: { from: sender(from + at), to: [address] },
          raw: rawMail(from + at),
        }),
      ),
    );
  } finally {
    transport.close();
  }
}

/** Waits until so many mails are messages; any that ends otherwise is an error of the bench. */
async function stored(client: pg.Client, count: number): Promise<void> {
  const until = performance.now() + patience * 1000;
  while (performance.now() < until) {
    const { rows } = await client.query<{ stored: number; messages: number; other: number }>(
      `select count(*) filter (where state = 'stored')::int as stored,
         count(*) filter (where state not in ('stored', 'received'))::int as other,
         (select count(*)::int from messages where direction = 'in') as messages from inbound_mails`,
    );
    const { stored = 0, messages = 0, other = 0 } = rows[0] ?? {};
    if (other > 0) throw new Error(`${other} mails were not stored.`);
    if (stored === count && messages === count) return;
    await pause(20);
  }
  throw new Error(`Not all of ${count} mails were stored within ${patience} s.`);
}

async function read(from: number, count: number, dnsServer: string): Promise<void> {
  for (let number = from; number < from + count; number++)
    await readWhole({
      raw: rawMail(number),
      envelopeFrom: sender(number),
      remoteIp: "127.0.0.1",
      helo: "mail.example",
      own: [address],
      dnsServer,
      now: new Date(),
    });
}
