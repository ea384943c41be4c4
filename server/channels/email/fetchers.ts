import { createHash } from "node:crypto";
import type pg from "pg";
import type { Mailbox } from "../../../shared/email.ts";
import { everyInbox } from "../../conversations/inbox.ts";
import type { House } from "../../platform/house.ts";
import { Fetcher, usualPauses } from "./fetcher.ts";

const lookEvery = 2_000;
const lockClass = 7_226_803;

interface Kept {
  /** Changes with the settings: then another fetcher takes its place. */
  settings: string;
  fetcher: Fetcher;
}

/**
 * One fetcher for each mailbox there is, following the settings as they change. Of several processes only the one that holds
 * a mailbox's advisory lock reads it; when that one dies, another takes over.
 */
export class Fetchers {
  readonly #house: House;
  readonly #pauses: readonly number[];
  readonly #kept = new Map<string, Kept>();
  readonly #locks: Locks;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(house: House, pauses: readonly number[] = usualPauses) {
    this.#house = house;
    this.#pauses = pauses;
    this.#locks = new Locks(house.systemPool);
    this.#plan(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
    await this.#endAll();
    this.#locks.drop();
  }

  #plan(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#looking = this.#look()
        .catch(() => {})
        .finally(() => {
          if (!this.#stopped) this.#plan(lookEvery);
        });
    }, milliseconds);
  }

  async #look(): Promise<void> {
    // With the connection went the locks: another process may read the mailboxes now.
    if (!(await this.#locks.alive())) await this.#endAll();
    const boxes = await this.#boxes();
    const wanted = new Map(boxes.map((box) => [box.key, box]));
    for (const [key, { settings }] of this.#kept)
      if (wanted.get(key)?.settings !== settings) await this.#end(key);
    for (const box of boxes) {
      if (this.#stopped || this.#kept.has(box.key) || !(await this.#locks.take(box.key))) continue;
      this.#kept.set(box.key, {
        settings: box.settings,
        fetcher: new Fetcher(this.#house, box, this.#pauses),
      });
    }
    for (const inboxId of await this.#wanted()) this.#kept.get(inboxId)?.fetcher.look();
  }

  /** Inboxes of which somebody asked for a mail. */
  async #wanted(): Promise<string[]> {
    const rows = await this.#house.system
      .selectFrom("mailWaiting as w")
      .innerJoin("mailFolders as f", (join) =>
        join.onRef("f.workspaceId", "=", "w.workspaceId").onRef("f.id", "=", "w.folderId"),
      )
      .select("f.inboxId")
      .distinct()
      .where("w.wanted", "=", true)
      .where("f.endedAt", "is", null)
      .execute();
    return rows.map(({ inboxId }) => inboxId);
  }

  async #boxes() {
    const rows = await this.#house.system
      .selectFrom("mailboxes as m")
      .leftJoin("mailGrants as g", (join) =>
        join.onRef("g.workspaceId", "=", "m.workspaceId").onRef("g.inboxId", "=", "m.inboxId"),
      )
      .select("g.grantedAt")
      .select(["m.workspaceId", "m.inboxId", "m.imap", "m.imapSecret", "m.failures"])
      .where("m.imap", "is not", null)
      .execute();
    const addresses = new Map(
      (await everyInbox(this.#house)).map(({ inboxId, address }) => [inboxId, address]),
    );
    const read = rows.flatMap(({ inboxId, ...row }) => {
      const address = addresses.get(inboxId);
      return address === undefined ? [] : [{ ...row, inboxId, address }];
    });
    return read.map(({ workspaceId, inboxId, imap, imapSecret, failures, address, grantedAt }) => ({
      key: inboxId,
      settings: createHash("sha256")
        .update(JSON.stringify([imap, imapSecret?.toString("base64"), address, grantedAt]))
        .digest("hex"),
      workspaceId,
      inboxId,
      to: [address],
      server: imap as Mailbox,
      password: imapSecret ? this.#house.secrets.unseal(imapSecret) : "",
      failures,
    }));
  }

  async #end(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    await kept?.fetcher.stop();
    await this.#locks.give(key);
  }

  async #endAll(): Promise<void> {
    for (const key of this.#kept.keys()) await this.#end(key);
  }
}

/** Advisory locks on one connection, however many mailboxes there are. */
class Locks {
  readonly #pool: pg.Pool;
  #client: pg.PoolClient | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async alive(): Promise<boolean> {
    if (!this.#client) return false;
    try {
      await this.#client.query("select 1");
      return true;
    } catch {
      this.drop();
      return false;
    }
  }

  async take(key: string): Promise<boolean> {
    this.#client ??= await this.#pool.connect();
    const { rows } = await this.#client.query<{ got: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as got",
      [lockClass, key],
    );
    return rows[0]?.got ?? false;
  }

  async give(key: string): Promise<void> {
    await this.#client
      ?.query("select pg_advisory_unlock($1, hashtext($2))", [lockClass, key])
      .catch(() => this.drop());
  }

  drop(): void {
    const client = this.#client;
    this.#client = null;
    client?.release(true);
  }
}
