import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTransport } from "nodemailer";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { changeInbox, type Inbox, listInbound, removeInbox } from "../../../shared/email.ts";
import { listConversations } from "../../../shared/views.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox, type Outside, openOutside } from "../../../test/mail-peer.ts";
import { SmtpLine } from "../../../test/smtp-line.ts";
import { startReceiver } from "./receiver.ts";

const run = promisify(execFile);
let house: TestHouse;
let outside: Outside;
let owner: Person;
let inbox: Inbox;
beforeAll(async () => {
  house = await openTestHouse();
  outside = await openOutside(house);
});
afterAll(async () => {
  await outside.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, null);
});

const from = "anna@customer.example";
const mails = async () => (await owner.call(listInbound)).items;
const conversations = async () => (await owner.call(listConversations)).items;

const lines: SmtpLine[] = [];
afterEach(() => Promise.all(lines.splice(0).map((line) => line.drop())));

function open(): SmtpLine {
  const line = new SmtpLine(outside.port);
  lines.push(line);
  return line;
}

/** A line that has been greeted, and what was said to the greeting. */
async function greeted(): Promise<{ line: SmtpLine; offers: string }> {
  const line = open();
  await line.say("");
  return { line, offers: await line.say("EHLO customer.example\r\n") };
}

/** A line on which a mail to our inbox may begin. */
async function readyForData(): Promise<SmtpLine> {
  const { line } = await greeted();
  await line.say(`MAIL FROM:<${from}>\r\n`);
  await line.say(`RCPT TO:<${inbox.address}>\r\n`);
  await line.say("DATA\r\n");
  return line;
}

test("what was confirmed is in the spool, also when nobody has read it yet", async () => {
  const line = await readyForData();
  expect(
    await line.say(
      "From: anna@customer.example\r\nSubject: One\r\nMessage-ID: <one@customer.example>\r\n\r\nHello\r\n.\r\n",
    ),
  ).toMatch(/^250 /m);
  expect(await mails()).toMatchObject([{ state: "received", envelopeFrom: from, source: "smtp" }]);
  await house.runReactions();
  expect(await mails()).toMatchObject([{ state: "stored", subject: "One" }]);
  await line.drop();
});

test("half a mail before the line drops is nothing, and the next one is whole", async () => {
  const line = await readyForData();
  line.write("Subject: Half\r\n\r\nThis is only the beg");
  await line.drop();
  await outside.write({ from, to: inbox.address, subject: "Whole", text: "Hello" });
  expect(await mails()).toMatchObject([{ subject: "Whole" }]);
});

test("an unknown recipient is refused at once, and nothing is relayed", async () => {
  const { line } = await greeted();
  expect(await line.say(`MAIL FROM:<${from}>\r\n`)).toMatch(/^250 /m);
  expect(await line.say("RCPT TO:<nobody@shop.example>\r\n")).toMatch(/^550 /m);
  expect(await line.say("RCPT TO:<somebody@elsewhere.example>\r\n")).toMatch(/^550 /m);
  expect(await line.say("DATA\r\n")).toMatch(/^503 /m);
  await line.drop();
});

test("an inbox that refuses tagged addresses still takes the answers to its own mails", async () => {
  const [local, domain] = inbox.address.split("@");
  const signed = `${local}+${"a2".repeat(16)}@${domain}`;
  const rcpt = async (address: string) => {
    const { line } = await greeted();
    await line.say(`MAIL FROM:<${from}>\r\n`);
    return (await line.say(`RCPT TO:<${address}>\r\n`)).slice(0, 3);
  };
  expect(await rcpt(`${local}+vip@${domain}`)).toBe("250");
  await owner.call(changeInbox, { params: { id: inbox.id }, body: { plusAddressing: false } });
  expect(await rcpt(`${local}+vip@${domain}`)).toBe("550");
  expect(await rcpt(signed)).toBe("250");
  expect(await rcpt(inbox.address)).toBe("250");
});

test("an inbox that was removed is an unknown recipient", async () => {
  await owner.call(removeInbox, { params: { id: inbox.id } });
  await expect(outside.write({ from, to: inbox.address, text: "?" })).rejects.toThrow("550");
});

test("a mail of more than 50 MB is refused, said beforehand or not, and does not take the others with it", async () => {
  const { line, offers } = await greeted();
  expect(offers).toContain("SIZE 52428800");
  expect(await line.say(`MAIL FROM:<${from}> SIZE=52428801\r\n`)).toMatch(/^552 /m);
  expect(await line.say(`MAIL FROM:<${from}>\r\n`)).toMatch(/^250 /m);
  expect(await line.say(`RCPT TO:<${inbox.address}>\r\n`)).toMatch(/^250 /m);
  expect(await line.say("DATA\r\n")).toMatch(/^354 /m);
  const head = "Subject: Large\r\n\r\n";
  const text = Buffer.alloc(50 * 1024 * 1024 + 1 - head.length - 2, `${"a".repeat(78)}\r\n`);
  line.write(head);
  line.write(text);
  expect(await line.say("\r\n.\r\n")).toMatch(/^552 /m);
  await line.drop();
  await outside.write({ from, to: inbox.address, subject: "Small", text: "Hello" });
  expect(await mails()).toMatchObject([{ subject: "Small" }]);
});

test("commands sent ahead and lines that begin with dots arrive as they were", async () => {
  const { line } = await greeted();
  const answers = await line.say(
    `MAIL FROM:<${from}>\r\nRCPT TO:<${inbox.address}>\r\nRCPT TO:<nobody@shop.example>\r\nDATA\r\n`,
    "354",
  );
  expect(answers.match(/^\d{3} /gm)).toEqual(["250 ", "250 ", "550 ", "354 "]);
  expect(
    await line.say("From: anna@customer.example\r\nSubject: Dots\r\n\r\n..one\r\n...two\r\nthree\r\n.\r\n"),
  ).toMatch(/^250 /m);
  await line.drop();
  await house.runReactions();
  expect((await conversations())[0]?.preview).toBe(".one ..two three");
});

test("more than a hundred recipients are too many at once", async () => {
  const { line } = await greeted();
  expect(await line.say(`MAIL FROM:<${from}>\r\n`)).toMatch(/^250 /m);
  const [local, domain] = inbox.address.split("@");
  for (let i = 0; i < 100; i++)
    expect(await line.say(`RCPT TO:<${local}+${i}@${domain}>\r\n`)).toMatch(/^250 /m);
  expect(await line.say(`RCPT TO:<${local}+100@${domain}>\r\n`)).toMatch(/^452 /m);
  await line.drop();
});

test("one address may hold fifty lines open, others still come in when they are closed", async () => {
  const held = await Promise.all(Array.from({ length: 50 }, () => greeted()));
  expect(await open().say("")).toMatch(/^421 /);
  await Promise.all(held.map(({ line }) => line.drop()));
  await expect.poll(() => open().say("")).toMatch(/^220 /);
});

test("while the database is away mail is put off, and comes when it is back", async () => {
  const { line } = await greeted();
  const admin = new pg.Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  const name = new URL(house.databaseUrl).pathname.slice(1);
  await admin.query(`alter database ${name} with allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  expect(await line.say(`MAIL FROM:<${from}>\r\n`)).toMatch(/^250 /m);
  expect(await line.say(`RCPT TO:<${inbox.address}>\r\n`)).toMatch(/^451 /m);
  await admin.query(`alter database ${name} with allow_connections true`);
  await admin.end();
  await outside.write({ from, to: inbox.address, text: "Again" });
  expect(await conversations()).toHaveLength(1);
  await line.drop();
});

test("a disk that cannot be written puts mail off, and nothing of it is kept half", async () => {
  const files = join(house.config.dataDir, "files");
  const moved = `${files}.away`;
  await outside.write({ from, to: inbox.address, text: "Before" });
  await rename(files, moved);
  await writeFile(files, "in the way");
  await expect(outside.write({ from, to: inbox.address, text: "During" })).rejects.toThrow("451");
  await unlink(files);
  await rename(moved, files);
  await outside.write({ from, to: inbox.address, text: "After" });
  expect((await conversations()).map(({ preview }) => preview).sort()).toEqual(["After", "Before"]);
});

test("STARTTLS and AUTH are not offered where there is no certificate", async () => {
  const { line, offers } = await greeted();
  expect(offers).not.toMatch(/STARTTLS|AUTH/);
  expect(await line.say("STARTTLS\r\n")).toMatch(/^500 /m);
  await line.drop();
});

test.runIf(existsSync("/usr/bin/swaks"))("swaks, a client of its own, delivers", async () => {
  await run("swaks", [
    "--server",
    `127.0.0.1:${outside.port}`,
    "--from",
    from,
    "--to",
    inbox.address,
    "--header",
    "Subject: By swaks",
  ]);
  await house.runReactions();
  expect((await conversations())[0]).toMatchObject({ subject: "By swaks" });
});

test("mail over TLS comes in where a certificate is set", async () => {
  const folder = house.config.dataDir;
  await run("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=localhost",
    "-keyout",
    join(folder, "key.pem"),
    "-out",
    join(folder, "cert.pem"),
  ]);
  const config = {
    ...house.config,
    smtpTls: { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") },
  };
  const receiver = await startReceiver({ ...house, config });
  const transport = createTransport({
    host: "127.0.0.1",
    port: receiver.port,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
  });
  await transport.sendMail({ from, to: inbox.address, text: "Encrypted" });
  transport.close();
  await receiver.stop();
  await house.runReactions();
  expect((await conversations())[0]).toMatchObject({ preview: "Encrypted" });
});
