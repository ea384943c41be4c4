import { afterAll, beforeAll, beforeEach } from "vitest";
import { startConversation } from "../shared/conversations.ts";
import { listDeliveries } from "../shared/email.ts";
import { sendReply } from "../shared/replies.ts";
import { newWorkspace, type Person } from "./builders.ts";
import { openTestHouse, type TestHouse } from "./house.ts";
import { type MailPeer, newInbox, openPeer } from "./mail-peer.ts";

/** One house and one mail server for a file of tests, and for each test a workspace of its own. */
export class MailRoom {
  house!: TestHouse;
  peer!: MailPeer;
  owner!: Person;

  tomorrow(): string {
    return new Date(this.house.clock.now().getTime() + 86_400_000).toISOString();
  }

  /** Lets minutes pass, and everything happen that falls due in them. */
  async later(minutes: number): Promise<void> {
    this.house.clock.advance(minutes * 60_000);
    await this.house.settle();
  }

  /** Anna begins a conversation in an inbox; returns its id. */
  async begin(inboxId: string, by = this.owner): Promise<string> {
    const customer = { name: "Anna", email: "anna@customer.example" };
    const { id } = await by.call(startConversation, {
      body: { inboxId, customer, subject: "Hello", text: "Hi" },
    });
    return id;
  }

  /** Begins one in the peer's care, for tests that look at one conversation. */
  async beginAtPeer(by = this.owner): Promise<string> {
    return this.begin((await newInbox(by, this.peer)).id, by);
  }

  /** A conversation whose customer was answered, after the first attempt to send. */
  async answered(inboxId: string, more: object = {}): Promise<{ id: string; messageId: string }> {
    const id = await this.begin(inboxId);
    const then = { state: "open", promise: { text: "Look", dueAt: this.tomorrow() } };
    const message = await this.owner.call(sendReply, {
      params: { id },
      body: { text: "An answer", then, ...more },
    });
    await this.house.runReactions();
    return { id, messageId: message.id };
  }

  async ledger() {
    return (await this.owner.call(listDeliveries)).items;
  }
}

/** Opens the room before the file's tests and closes it after them. */
export function mailRoom(): MailRoom {
  const room = new MailRoom();
  beforeAll(async () => {
    room.house = await openTestHouse();
    room.peer = await openPeer();
  });
  afterAll(async () => {
    await room.peer.close();
    await room.house.close();
  });
  beforeEach(async () => {
    room.owner = await newWorkspace(room.house);
    room.peer.got.length = 0;
    room.peer.faults.length = 0;
  });
  return room;
}
