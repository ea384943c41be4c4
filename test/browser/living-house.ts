import { randomBytes, randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { pino } from "pino";
import { inject } from "vitest";
import { MovableClock } from "../../server/platform/clock.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { House } from "../../server/platform/house.ts";
import { start } from "../../server/start.ts";
import { createDatabase, dropDatabase, withDatabase } from "../house.ts";

/** Everything of Baton running as in earnest, on ports of its own, with a clock to move. */
export interface LivingHouse {
  url: string;
  /** Where its web server listens, whatever its address is called. */
  port: number;
  smtpPort: number;
  house: House;
  clock: MovableClock;
  /** Lines of the log at `error` and above: a test that leaves some has found a fault. */
  errors: string[];
  stop(): Promise<void>;
}

export async function startLivingHouse(env: Record<string, string> = {}): Promise<LivingHouse> {
  const name = `living_${randomBytes(6).toString("hex")}`;
  const admin = await createDatabase(name);
  const dataDir = await mkdtemp(join(tmpdir(), "baton-living-"));
  const [port, smtpPort] = [await freePort(), await freePort()];
  const url = `http://localhost:${port}`;
  const config = readConfig({
    PORT: String(port),
    BATON_HOST: "127.0.0.1",
    BATON_SMTP_HOST: "127.0.0.1",
    BATON_SMTP_PORT: String(smtpPort),
    BATON_URL: url,
    BATON_DATA_DIR: dataDir,
    BATON_TRANSACTION_MS: "20000",
    DATABASE_URL: withDatabase(inject("postgresUrl"), name),
    ...env,
  });
  const errors: string[] = [];
  const log = pino({ level: "error" }, { write: (line: string) => void errors.push(line) });
  const clock = new MovableClock();
  const running = await start(config, log, clock);
  // Nothing waits to be taken back, except where a test asks for it.
  await sql`alter table workspaces alter column undo_seconds set default 0`.execute(running.house.system);
  return {
    url,
    port,
    smtpPort,
    house: running.house,
    clock,
    errors,
    stop: async () => {
      await running.stop();
      await dropDatabase(admin, name);
      await admin.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on, below those that connections take for themselves: it stays free until it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)));
  });
}
