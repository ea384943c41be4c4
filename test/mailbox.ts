import type { ImapFlow } from "imapflow";
import { vi } from "vitest";
import { Fetchers } from "../server/channels/email/fetchers.ts";
import { changeInbox, type Inbox, type InboxBody, listInbound, listInboxes } from "../shared/email.ts";
import { newWorkspace, type Person } from "./builders.ts";
import type { TestHouse } from "./house.ts";
import { newInbox } from "./mail-peer.ts";
import { type MailboxServer, password } from "./mailbox-server.ts";

/** Long, because the machine may be busy: states are waited for, never durations. */
export const patience = { timeout: 60_000, interval: 100 };

interface Mail {
  folder?: string;
  id?: string;
  flags?: string[];
  /** When the server says it came. */
  at?: Date;
  text?: string;
}

let made = 0;

/** A mailbox of a user of its own, with a workspace that fetches it. */
export class TestMailbox {
  readonly house: TestHouse;
  readonly server: MailboxServer;
  readonly owner: Person;
  readonly user: string;
  inbox: Inbox | null = null;
  readonly #running: Fetchers[] = [];

  private constructor(house: TestHouse, server: MailboxServer, owner: Person) {
    this.house = house;
    this.server = server;
    this.owner = owner;
    this.user = `user${++made}`;
  }

  static async open(house: TestHouse, server: MailboxServer): Promise<TestMailbox> {
    return TestMailbox.of(house, server, await newWorkspace(house));
  }

  /** A mailbox of a workspace that is there already. */
  static of(house: TestHouse, server: MailboxServer, owner: Person): TestMailbox {
    return new TestMailbox(house, server, owner);
  }

  /** Settings that lead to it. */
  settings(secret = password, more: { port?: number; folders?: string[] } = {}) {
    const here = { host: "127.0.0.1", port: this.server.port, security: "none" as const };
    return { ...here, user: this.user, password: secret, ...more };
  }

  async newInbox(more: Partial<InboxBody> = {}): Promise<Inbox> {
    this.inbox = await newInbox(this.owner, null, {
      acknowledge: false,
      imap: this.settings(),
      ...more,
    });
    return this.inbox;
  }

  /** Begins to fetch, as another process would. */
  fetch(pauses: readonly number[] = [0.2]): Fetchers {
    const fetchers = new Fetchers(this.house, pauses);
    this.#running.push(fetchers);
    return fetchers;
  }

  async stopFetching(): Promise<void> {
    for (const fetchers of this.#running.splice(0)) await fetchers.stop();
  }

  /** Ends all that fetches; the house would go on with this inbox otherwise. */
  async close(): Promise<void> {
    await this.stopFetching();
    if (this.inbox)
      await this.owner.try(changeInbox, { params: { id: this.inbox.id }, body: { imap: null } });
  }

  inside<T>(task: (client: ImapFlow) => Promise<T>): Promise<T> {
    return this.server.inside(this.user, task);
  }

  /** Puts a mail into it, past everything that fetches; returns its number. */
  async deliver(subject: string, mail: Mail = {}): Promise<number> {
    const { folder = "INBOX", id = subject.replaceAll(" ", "-"), flags = [], at, text = subject } = mail;
    const raw = `From: Anna <anna@customer.example>\r\nTo: ${this.inbox?.address ?? "us@shop.example"}\r\nSubject: ${subject}\r\nMessage-ID: <${id}@customer.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${text}\r\n`;
    const done = await this.inside((client) => client.append(folder, raw, flags, at));
    return (done && done.uid) || 0;
  }

  /** What the house has of it, newest first. */
  async spooled() {
    return (await this.owner.call(listInbound)).items;
  }

  /** Its folder was looked at for the first time: what comes now is counted. */
  begun(folder = "INBOX"): Promise<void> {
    return vi.waitFor(async () => {
      const known = await this.house.system
        .selectFrom("mailFolders")
        .select("folder")
        .where("workspaceId", "=", this.owner.workspaceId)
        .where("folder", "=", folder)
        .execute();
      if (known.length === 0) throw new Error(`Nobody has looked into ${folder} yet.`);
    }, patience);
  }

  arrived(count: number): Promise<void> {
    return vi.waitFor(async () => {
      const here = await this.spooled();
      if (here.length !== count) throw new Error(`${here.length} mails are here instead of ${count}.`);
    }, patience);
  }

  /** The subjects of its conversations once all is read, in the order of the alphabet. */
  async subjects(): Promise<string[]> {
    await this.house.runReactions();
    const rows = await this.house.system
      .selectFrom("conversations")
      .select("subject")
      .where("workspaceId", "=", this.owner.workspaceId)
      .execute();
    return rows.map(({ subject }) => subject).sort();
  }

  unseen(): Promise<number[]> {
    return this.inside(async (client) => (await client.search({ seen: false })) || []);
  }

  async troubles() {
    return (await this.owner.call(listInboxes)).items.flatMap(({ trouble }) => trouble);
  }
}
