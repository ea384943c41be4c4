import { randomInt } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { Baton, settled } from "./baton.ts";
import { conversationId, fillAgents, fillConversations, fillInbox } from "./fill.ts";
import { judge, type Verdict } from "./judge.ts";
import type { Figures } from "./main.ts";
import { family } from "./processes.ts";

const [apiWriters, smtpWriters] = [4, 2];
const address = "crash@bench.example";

/** kill -9 of the server 20 times and of PostgreSQL 5 times under a load of API and SMTP messages, and what became of each. */
export async function crash(say: (sentence: string) => void): Promise<Figures> {
  const { verdict, kills } = await run({ serverKills: 20, postgresKills: 5, say });
  return {
    "crash.lost": verdict.lost,
    "crash.doubled": verdict.doubled,
    "crash.acknowledged": verdict.acknowledged,
    "crash.kills": kills,
  };
}

/** The same judge over a server that answers before it commits must find losses; a judge that cannot is worth nothing. */
export async function judgeCheck(say: (sentence: string) => void): Promise<Figures> {
  const preload = join(import.meta.dirname, "too-early.ts");
  const { verdict, kills } = await run({ serverKills: 8, postgresKills: 2, say, preload });
  if (verdict.lost === 0) {
    say("The judge saw no loss where there must be some: it is blind.");
    process.exitCode = 1;
  }
  return {
    "judge.lost": verdict.lost,
    "judge.acknowledged": verdict.acknowledged,
    "judge.kills": kills,
    "judge.verdict": verdict.lost > 0 ? "red, as it must be" : "blind",
  };
}

interface Plan {
  serverKills: number;
  postgresKills: number;
  preload?: string;
  say: (sentence: string) => void;
}

async function run({
  serverKills,
  postgresKills,
  preload,
  say,
}: Plan): Promise<{ verdict: Verdict; kills: number }> {
  const baton = await Baton.prepare(preload);
  const load = new Load(baton);
  try {
    await baton.start();
    const { workspaceId, key } = await baton.enter();
    const client = await baton.superuser();
    const inboxId = await fillInbox(client, workspaceId, address);
    await fillAgents(client, workspaceId, 5);
    await fillConversations(client, { workspaceId, inboxId, agents: 5 }, 1, 200);
    await client.end();
    load.begin(key);
    for (let kill = 0; kill < serverKills; kill++) {
      await pause(randomInt(300, 2000));
      await baton.kill();
      await baton.start();
      say(`  server killed ${kill + 1} times, ${load.acknowledged.size} acknowledged`);
    }
    for (let kill = 0; kill < postgresKills; kill++) {
      await pause(randomInt(500, 1500));
      await killPostgres(baton);
      await ready(baton);
      say(`  PostgreSQL killed ${kill + 1} times, ${load.acknowledged.size} acknowledged`);
    }
    await pause(1000);
    await load.end();
    return {
      verdict: await verdictOf(baton, load, say, preload ? 20 : full),
      kills: serverKills + postgresKills,
    };
  } finally {
    await load.end();
    await baton.remove();
  }
}

/** Seconds for everything to be read, relayed and reacted to. */
const full = 120;

async function verdictOf(
  baton: Baton,
  load: Load,
  say: (sentence: string) => void,
  patience: number,
): Promise<Verdict> {
  const client = await baton.superuser();
  try {
    if (!(await settled(client, patience))) {
      if (patience === full) throw new Error(`It never came to rest. ${baton.said}`);
      say("  It did not come to rest; what is there now is judged.");
    }
    const verdict = await judge(client, load.acknowledged);
    for (const sentence of verdict.why.slice(0, 20)) say(`  ${sentence}`);
    return verdict;
  } finally {
    await client.end();
  }
}

/** The postmaster first, then whatever it has started: nobody is left to write anything down. */
async function killPostgres(baton: Baton): Promise<void> {
  const pid = await baton.postmaster();
  for (const member of family(pid)) process.kill(member.pid, "SIGKILL");
}

/** Waits until the server says again that it can work. */
async function ready(baton: Baton): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    await pause(100);
    const reply = await fetch(`${baton.url}/health/ready`).catch(() => null);
    await reply?.arrayBuffer();
    if (reply?.ok) return;
  }
  throw new Error(`It did not come back. ${baton.said}`);
}

/** Senders who send each message again, under the same key or Message-ID, until it is acknowledged. */
class Load {
  /** What was acknowledged: a word that stands in exactly one message. */
  readonly acknowledged = new Set<string>();
  readonly #baton: Baton;
  /** A mail that is sent again is the same to the last byte, its date too. */
  readonly #date = new Date();
  #going = true;
  #senders: Promise<void>[] = [];

  constructor(baton: Baton) {
    this.#baton = baton;
  }

  begin(key: string): void {
    const send = (name: string, once: (word: string) => Promise<boolean>) => this.#sendOn(name, once);
    for (let writer = 0; writer < apiWriters; writer++)
      this.#senders.push(send(`api-${writer}`, (word) => this.#byApi(key, word, writer)));
    for (let writer = 0; writer < smtpWriters; writer++)
      this.#senders.push(send(`smtp-${writer}`, (word) => this.#bySmtp(word)));
  }

  async end(): Promise<void> {
    this.#going = false;
    await Promise.all(this.#senders);
  }

  async #sendOn(name: string, once: (word: string) => Promise<boolean>): Promise<void> {
    for (let count = 0; this.#going && count < 100_000; count++) {
      const word = `word-${name}-${count}-end`;
      for (let tries = 0; this.#going && tries < 3000; tries++) {
        if (await once(word).catch(() => false)) {
          this.acknowledged.add(word);
          break;
        }
        await pause(20);
      }
    }
  }

  async #byApi(key: string, word: string, writer: number): Promise<boolean> {
    const id = conversationId(5 * (1 + writer));
    const reply = await fetch(`${this.#baton.url}/api/conversations/${id}/messages`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": word,
      },
      body: JSON.stringify({ text: word }),
      signal: AbortSignal.timeout(5000),
    });
    await reply.arrayBuffer();
    return reply.ok;
  }

  async #bySmtp(word: string): Promise<boolean> {
    const transport = createTransport({
      host: "127.0.0.1",
      port: this.#baton.smtpPort,
      ignoreTLS: true,
      connectionTimeout: 2000,
      greetingTimeout: 2000,
      socketTimeout: 5000,
    });
    try {
      const sent = await transport.sendMail({
        from: `${word}@mail.example`,
        to: address,
        subject: "Where is it?",
        text: word,
        messageId: `<${word}@mail.example>`,
        date: this.#date,
      });
      return sent.accepted.length === 1;
    } finally {
      transport.close();
    }
  }
}
