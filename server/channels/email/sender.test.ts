import { expect, test } from "vitest";
import { retryDelivery } from "../../../shared/email.ts";
import { getMessage } from "../../../shared/messages.ts";
import { newAgent } from "../../../test/builders.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { mailRoom } from "../../../test/mail-room.ts";
import { system } from "../../platform/actor.ts";
import { openHouse } from "../../platform/house.ts";
import { nextAttempt } from "./next-attempt.ts";
import { queueMail, triedFor } from "./outbox.ts";
import { sendDue } from "./sender.ts";

const room = mailRoom();

test("everybody who takes part gets a mail of their own, with an address of their own to answer", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  await room.answered(inbox.id, { cc: ["ben@customer.example"] });
  const [anna, ben] = [room.peer.to("anna@customer.example")[0], room.peer.to("ben@customer.example")[0]];
  expect(room.peer.got.map(({ from, to }) => [from, to.length])).toEqual([
    [inbox.address, 1],
    [inbox.address, 1],
  ]);
  expect(anna?.to).toEqual([{ name: "Anna", address: "anna@customer.example" }]);
  expect(ben?.cc.map(({ address }) => address)).toEqual(["ben@customer.example"]);
  expect(anna?.replyTo[0]?.address).not.toBe(ben?.replyTo[0]?.address);
  expect(anna?.messageId).not.toBe(ben?.messageId);
});

test.each([
  [421, "greeting", "4.3.2 Shutting down"],
  [450, "rcpt", "4.2.0 Greylisted, come back"],
  [451, "data", "4.3.0 Try again"],
] as const)("a %d at %s is tried again after a 60_000, with the same Message-ID", async (code, at, line) => {
  const inbox = await newInbox(room.owner, room.peer);
  room.peer.faults.push({ at, code, line });
  await room.answered(inbox.id);
  const [deferred] = await room.ledger();
  expect(deferred).toMatchObject({ state: "deferred", attempts: 1, reason: expect.stringContaining(line) });
  expect(deferred?.nextAttemptAt?.getTime()).toBe((deferred?.at.getTime() ?? 0) + 60_000);
  await room.later(1);
  expect(room.peer.got).toHaveLength(1);
  expect((await room.ledger())[0]).toMatchObject({
    state: "sent",
    attempts: 2,
    reason: "",
    nextAttemptAt: null,
  });
});

test.each([
  ["rcpt", "5.1.1 No such user here", "The address does not exist."],
  ["data", "5.7.1 Message looks like spam", "The server takes the mail for spam."],
] as const)(
  "a 550 at %s is for good, with the reason in words and the server's own line",
  async (at, line, words) => {
    const inbox = await newInbox(room.owner, room.peer);
    room.peer.faults.push({ at, code: 550, line });
    const { messageId } = await room.answered(inbox.id);
    const { deliveries } = await room.owner.call(getMessage, { params: { id: messageId } });
    expect(deliveries).toMatchObject([{ state: "failed", nextAttemptAt: null }]);
    expect(deliveries[0]?.reason).toMatch(words);
    expect(deliveries[0]?.reason).toContain(line);
    await room.later(60 * 24);
    expect(room.peer.got).toHaveLength(0);
  },
);

test("a failed mail goes out when somebody tries it again by hand", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  room.peer.faults.push({ at: "rcpt", code: 550, line: "5.7.1 Not today" });
  await room.answered(inbox.id);
  const agent = await newAgent(room.house, room.owner.workspaceId);
  const [failed] = await room.ledger();
  await agent.call(retryDelivery, { params: { id: failed?.id ?? "" } });
  await room.house.settle();
  expect((await room.ledger())[0]).toMatchObject({ state: "sent" });
  expect(await agent.try(retryDelivery, { params: { id: failed?.id ?? "" } })).toMatchObject({ status: 422 });
});

test("a line that drops before the mail was taken doubles nothing; one that drops after may, under the same Message-ID", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  room.peer.faults.push({ at: "drop", when: "before" });
  await room.answered(inbox.id);
  await room.later(1);
  expect(room.peer.got).toHaveLength(1);

  room.peer.got.length = 0;
  room.peer.faults.push({ at: "drop", when: "after" });
  await room.answered(inbox.id);
  await room.later(1);
  expect(room.peer.got).toHaveLength(2);
  expect(new Set(room.peer.got.map(({ mail }) => mail.messageId)).size).toBe(1);
  expect(new Set(room.peer.got.map(({ mail }) => mail.date?.getTime())).size).toBe(1);
});

test("what was being sent when the process died is sent when its lease has run out, and not before", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  await room.answered(inbox.id);
  room.peer.got.length = 0;
  await room.house.system
    .updateTable("deliveries")
    .set({ state: "sending", nextAttemptAt: new Date(room.house.clock.now().getTime() + 2 * 60_000) })
    .where("workspaceId", "=", room.owner.workspaceId)
    .execute();
  await room.later(1);
  expect(room.peer.got).toHaveLength(0);
  await room.later(1);
  expect(room.peer.got).toHaveLength(1);
});

test("two processes that send at once send each mail once", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  await room.house.work(system(room.owner.workspaceId, "test"), async (work) => {
    for (let i = 0; i < 12; i++)
      await queueMail(work, {
        kind: "account",
        naturalKey: `one of many ${i}`,
        to: { name: "", address: `reader${i}@customer.example` },
        subject: "Many",
        text: "Many",
        html: "<p>Many</p>",
        inboxId: inbox.id,
      });
  });
  const { config, databaseUrl, clock, log } = room.house;
  const other = await openHouse({ config, databaseUrl, clock, log });
  for (let round = 0; round < 3; round++)
    await Promise.all([sendDue(room.house, clock.now()), sendDue(other, clock.now())]);
  await other.close();
  const reached = room.peer.got.map(({ to }) => to[0]);
  expect(reached).toHaveLength(12);
  expect(new Set(reached).size).toBe(12);
});

test("the same cause is one mail, and keeps its first words", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  const mail = {
    kind: "account",
    naturalKey: "same cause",
    to: { name: "", address: "a@customer.example" },
    subject: "Once",
    text: "Once",
    html: "",
    inboxId: inbox.id,
  } as const;
  const ids = await room.house.work(system(room.owner.workspaceId, "test"), async (work) => [
    await queueMail(work, mail),
    await queueMail(work, { ...mail, text: "Twice" }),
  ]);
  await room.house.settle();
  expect(ids[0]).toBe(ids[1]);
  expect(room.peer.got.map(({ mail }) => mail.text.trim())).toEqual(["Once"]);
});

test("pauses grow to four hours and end after two days", () => {
  const start = new Date("2026-01-01T00:00:00Z");
  const giveUpAt = new Date(start.getTime() + triedFor);
  const waits: number[] = [];
  for (let now: Date | null = start; now; ) {
    const next = nextAttempt(now, giveUpAt);
    if (next) waits.push((next.getTime() - now.getTime()) / 60_000);
    now = next;
  }
  expect(waits.slice(0, 8)).toEqual([1, 5, 15, 30, 60, 120, 240, 240]);
  expect(new Set(waits.slice(6))).toEqual(new Set([240]));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(44 * 60);
});

test("a server that says not now for two days makes it fail, with what it said last", async () => {
  const inbox = await newInbox(room.owner, room.peer);
  for (let i = 0; i < 40; i++) room.peer.faults.push({ at: "rcpt", code: 450, line: "4.2.2 Mailbox full" });
  await room.answered(inbox.id);
  for (let i = 0; i < 20; i++) await room.later(240);
  expect((await room.ledger())[0]).toMatchObject({
    state: "failed",
    reason:
      "Given up after two days. The recipient's mailbox is full. The server said: 450 4.2.2 Mailbox full",
  });
});
