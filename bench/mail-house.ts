import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { reactions } from "../server/app.ts";
import { MovableClock } from "../server/platform/clock.ts";
import { readConfig } from "../server/platform/config.ts";
import type { House } from "../server/platform/house.ts";
import { runJobsOnce } from "../server/platform/jobs.ts";
import { Relay } from "../server/platform/relay.ts";
import { start } from "../server/start.ts";

/** A house within the bench's own process, with its PostgreSQL and a clock to move; mail and jobs run when they are told to. */
export interface MailHouse {
  house: House;
  clock: MovableClock;
  workspaceId: string;
  /** An inbox with this mailbox or mail server; returns its id. */
  newInbox(address: string, server: { imap?: object; smtp?: object; password?: string }): Promise<string>;
  /** Hands on the log and runs the jobs until nothing is left. */
  react(): Promise<void>;
  close(): Promise<void>;
}

export async function openMailHouse(): Promise<MailHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), "baton-bench-"));
  // PostgreSQL runs as somebody else when the bench runs as root, and must get in.
  await chmod(dataDir, 0o755);
  const clock = new MovableClock();
  const config = readConfig({
    PORT: "0",
    BATON_HOST: "127.0.0.1",
    BATON_DATA_DIR: dataDir,
    BATON_ROLES: "web",
    BATON_SETUP_WORKSPACE: "Bench",
    BATON_SETUP_EMAIL: "bench@bench.example",
    BATON_SETUP_PASSWORD: "relay-race-on-the-track",
  });
  const { house, stop } = await start(config, pino({ level: "silent" }), clock);
  const relay = new Relay(house, reactions);
  const { id: workspaceId } = await house.system
    .selectFrom("workspaces")
    .select("id")
    .executeTakeFirstOrThrow();
  return {
    house,
    clock,
    workspaceId,
    newInbox: (address, server) => newInbox(house, workspaceId, address, server),
    react: async () => {
      for (let round = 0; round < 1_000; round++) {
        if ((await relay.drain()) === 0 && round > 0) return;
        await runJobsOnce(house, reactions);
      }
      throw new Error("Reactions go on and on.");
    },
    close: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function newInbox(
  house: House,
  workspaceId: string,
  address: string,
  { imap, smtp, password }: { imap?: object; smtp?: object; password?: string },
): Promise<string> {
  const inbox = await house.system
    .insertInto("inboxes")
    .values({
      workspaceId,
      id: crypto.randomUUID(),
      name: "Bench",
      address,
      acknowledge: false,
      createdAt: house.clock.now(),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await house.system
    .insertInto("mailboxes")
    .values({
      workspaceId,
      inboxId: inbox.id,
      imap: imap ? JSON.stringify(imap) : null,
      imapSecret: imap && password ? house.secrets.seal(password) : null,
      smtp: smtp ? JSON.stringify(smtp) : null,
    })
    .execute();
  return inbox.id;
}
