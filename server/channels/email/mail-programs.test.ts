import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, listDeliveries } from "../../../shared/email.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox, openPeer } from "../../../test/mail-peer.ts";
import { system } from "../../platform/actor.ts";
import { queueMail } from "./outbox.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

// The programs of Postfix are the other side where they are installed; elsewhere the libraries' own client and server are.
const hasSource = existsSync("/usr/sbin/smtp-source");
const hasSink = existsSync("/usr/sbin/smtp-sink");
if (!hasSource || !hasSink)
  process.stderr.write("Postfix is not installed: nodemailer and smtp-server stand in for its programs.\n");
const run = promisify(execFile);

let house: TestHouse;
let smtp: Receiver;
let lmtp: Receiver;
let owner: Person;
let inbox: Inbox;
beforeAll(async () => {
  house = await openTestHouse({ BATON_LMTP_PORT: "0" });
  smtp = await startReceiver(house);
  lmtp = await startReceiver(house, "lmtp");
});
afterAll(async () => {
  await smtp.stop();
  await lmtp.stop();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, null, { acknowledge: false });
});

const from = "anna@customer.example";

/** Hands in mails over several lines at once, by Postfix's program or by the library. */
async function handIn(receiver: Receiver, count: number, lines: number, kind: "smtp" | "lmtp") {
  if (hasSource)
    return void (await run("/usr/sbin/smtp-source", [
      ...(kind === "lmtp" ? ["-L"] : []),
      `-s${lines}`,
      `-m${count}`,
      "-l2000",
      `-f${from}`,
      `-t${inbox.address}`,
      `127.0.0.1:${receiver.port}`,
    ]));
  const options = { host: "127.0.0.1", port: receiver.port, ignoreTLS: true, lmtp: kind === "lmtp" };
  const clients = Array.from({ length: lines }, () => createTransport(options));
  const each = count / lines;
  await Promise.all(
    clients.map(async (client) => {
      for (let i = 0; i < each; i++) await client.sendMail({ from, to: inbox.address, text: "Hello" });
      client.close();
    }),
  );
}

async function kept() {
  const of = (table: "inboundMails" | "messages") =>
    house.system.selectFrom(table).where("workspaceId", "=", owner.workspaceId);
  const mails = await of("inboundMails").select(["state", "source"]).execute();
  const messages = await of("messages").select("internetMessageId").where("direction", "=", "in").execute();
  return {
    mails: mails.length,
    states: [...new Set(mails.map(({ state }) => state))],
    sources: [...new Set(mails.map(({ source }) => source))],
    messages: messages.length,
    ids: new Set(messages.map(({ internetMessageId }) => internetMessageId)).size,
  };
}

test("500 mails over ten lines at once are all stored, each once", async () => {
  await handIn(smtp, 500, 10, "smtp");
  await house.runReactions();
  const all = { mails: 500, states: ["stored"], sources: ["smtp"], messages: 500, ids: 500 };
  expect(await kept()).toEqual(all);
}, 600_000);

test("50 mails by LMTP over five lines at once are all stored, each once", async () => {
  await handIn(lmtp, 50, 5, "lmtp");
  await house.runReactions();
  const all = { mails: 50, states: ["stored"], sources: ["lmtp"], messages: 50, ids: 50 };
  expect(await kept()).toEqual(all);
});

/** What a mail server took: one raw mail each. */
interface Sink {
  port: number;
  took(): Promise<string[]>;
  close(): Promise<void>;
}

async function openSink(): Promise<Sink> {
  if (!hasSink) {
    const peer = await openPeer();
    return {
      port: peer.port,
      took: async () => peer.got.map(({ raw }) => raw.toString("latin1")),
      close: peer.close,
    };
  }
  const folder = await mkdtemp(join(tmpdir(), "baton-sink-"));
  await chmod(folder, 0o777);
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const sink = spawn("/usr/sbin/smtp-sink", [...user, "-R", folder, "-d", "%M.", `127.0.0.1:${port}`, "64"]);
  await listening(port);
  return {
    port,
    took: async () =>
      Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "latin1"))),
    close: async () => {
      await ended(sink);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await gone;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => probe.once("listening", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function listening(port: number): Promise<void> {
  const reached = () =>
    new Promise<boolean>((done) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => done(true)).once("error", () => done(false));
      socket.once("connect", () => socket.destroy());
    });
  await expect.poll(reached, { timeout: 60_000 }).toBe(true);
}

test("40 mails go out to Postfix's own receiver, each once and whole", async () => {
  const sink = await openSink();
  try {
    const smtp = { host: "127.0.0.1", port: sink.port, security: "none" as const, user: "" };
    const sender = await newInbox(owner, null, { smtp });
    await house.work(system(owner.workspaceId, "test"), async (work) => {
      for (let i = 0; i < 40; i++)
        await queueMail(work, {
          kind: "account",
          naturalKey: `sink ${i}`,
          to: { name: "", address: `reader${i}@customer.example` },
          subject: `Number ${i}.`,
          text: `.A line that begins with a dot, ${i}\n`,
          html: "",
          inboxId: sender.id,
        });
    });
    await house.settle();
    const { items } = await owner.call(listDeliveries, { query: { limit: 100 } });
    expect(items.map(({ state }) => state)).toEqual(Array.from({ length: 40 }, () => "sent"));
    const took = await sink.took();
    expect(took).toHaveLength(40);
    for (let i = 0; i < 40; i++) {
      const mine = took.filter((raw) => raw.includes(`Subject: Number ${i}.`));
      expect(mine).toHaveLength(1);
      expect(mine[0]).toMatch(new RegExp(`^\\.{1,2}A line that begins with a dot, ${i}\\r?$`, "m"));
    }
  } finally {
    await sink.close();
  }
});
