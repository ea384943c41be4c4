import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, listDeliveries, listInboxes } from "../../../shared/email.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { type FaultyPeer, type LineFault, openFaultyPeer } from "../../../test/faulty-peer.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { system } from "../../platform/actor.ts";
import { queueMail } from "./outbox.ts";

let house: TestHouse;
let peer: FaultyPeer;
let owner: Person;
let inbox: Inbox;
const faults: LineFault[] = [];
beforeAll(async () => {
  house = await openTestHouse();
  return () => house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  faults.length = 0;
  peer = await openFaultyPeer(() => faults.shift() ?? null);
});
afterEach(() => peer.close());

const minute = 60_000;

async function send(security: "none" | "starttls" = "none"): Promise<void> {
  inbox = await newInbox(owner, null, { smtp: { host: "127.0.0.1", port: peer.port, security, user: "" } });
  await house.work(system(owner.workspaceId, "test"), (work) =>
    queueMail(work, {
      kind: "reply",
      naturalKey: "one",
      to: { name: "", address: "anna@customer.example" },
      subject: "An answer",
      text: "An answer",
      html: "",
      inboxId: inbox.id,
    }),
  );
  await house.settle();
}

async function later(minutes: number) {
  house.clock.advance(minutes * minute);
  await house.settle();
}

const ledger = async () => (await owner.call(listDeliveries)).items[0];
const times = () => [...peer.taken.values()];
const trouble = async () =>
  (await owner.call(listInboxes)).items.find(({ id }) => id === inbox.id)?.trouble ?? [];

test.each<[string, LineFault]>([
  ["421 in its greeting", { at: "greeting", line: "421 4.3.2 Shutting down" }],
  ["450 to the recipient", { at: "rcpt", line: "450 4.2.0 Greylisted, come back" }],
  ["451 to the whole mail", { at: "dot", line: "451 4.3.0 Try again" }],
  ["452 to the sender", { at: "mail", line: "452 4.3.1 No room at this moment" }],
  ["451 to DATA", { at: "data", line: "451 4.3.0 Not now" }],
])("a peer that says %s gets the mail a minute later, once", async (_, fault) => {
  faults.push(fault);
  await send();
  expect(await ledger()).toMatchObject({
    state: "deferred",
    attempts: 1,
    reason: expect.stringContaining("line" in fault ? fault.line : "?"),
  });
  await later(1);
  expect(await ledger()).toMatchObject({ state: "sent", attempts: 2, reason: "" });
  expect(times()).toEqual([1]);
  expect(await trouble()).toEqual([]);
});

test.each<[string, LineFault, string]>([
  [
    "550 to the recipient",
    { at: "rcpt", line: "550 5.1.1 No such user here" },
    "The address does not exist.",
  ],
  ["552 to the whole mail", { at: "dot", line: "552 5.3.4 Too big for us" }, "The mail is too large"],
  ["554 to the whole mail", { at: "dot", line: "554 5.7.1 Looks like spam" }, "takes the mail for spam."],
  ["554 to DATA", { at: "data", line: "554 5.5.1 No valid recipients" }, ""],
])("a peer that says %s ends it, and the ledger says why", async (_, fault, words) => {
  faults.push(fault);
  await send();
  const failed = await ledger();
  expect(failed).toMatchObject({ state: "failed", attempts: 1, nextAttemptAt: null });
  expect(failed?.reason).toContain(words);
  expect(failed?.reason).toContain("line" in fault ? fault.line : "?");
  await later(48 * 60);
  expect(times()).toEqual([]);
});

test.each<[string, LineFault, number]>([
  ["before DATA", { at: "drop", when: "before-data" }, 1],
  ["before the mail was whole", { at: "drop", when: "before-dot" }, 1],
  ["after it, so that the yes is lost", { at: "drop", when: "after" }, 2],
])("a line that drops %s is tried again under the same Message-ID", async (_, fault, count) => {
  faults.push(fault);
  await send();
  expect(await ledger()).toMatchObject({ state: "deferred", attempts: 1 });
  await later(1);
  expect(await ledger()).toMatchObject({ state: "sent", attempts: 2 });
  expect(times()).toEqual([count]);
});

test("a peer that answers byte by byte holds up nobody, is waited for, and has the mail once", async () => {
  const { promise: until, resolve: letGo } = Promise.withResolvers<void>();
  faults.push({ at: "slow", everyMs: 100, until });
  const usual = house.config.sendWaitMs;
  house.config.sendWaitMs = 100;
  await send();
  house.config.sendWaitMs = usual;
  const state = async () => (await ledger())?.state;
  await expect.poll(() => times(), { timeout: 60_000 }).toEqual([1]);
  expect(await state()).toBe("sending");
  letGo();
  await expect.poll(state, { timeout: 60_000 }).toBe("sent");
  expect(times()).toEqual([1]);
});

test("nothing goes in the clear where encryption was asked for: not when TLS breaks, not when it is not offered", async () => {
  faults.push({ at: "tls" });
  await send("starttls");
  expect(await ledger()).toMatchObject({ state: "deferred", attempts: 1 });
  expect(await trouble()).toMatchObject([
    { where: "sending", what: expect.stringContaining("No safe connection") },
  ]);
  // A peer that offers no encryption at all is no better.
  await later(1);
  expect(await ledger()).toMatchObject({ state: "deferred", attempts: 2 });
  expect(times()).toEqual([]);
});

test("a peer that is away for two hours gets the mail once when it is back", async () => {
  await peer.down();
  await send();
  expect(await trouble()).toMatchObject([
    { where: "sending", what: expect.stringContaining("cannot be reached") },
  ]);
  for (let past = 0; past < 120; past += 10) await later(10);
  expect(await ledger()).toMatchObject({ state: "deferred" });
  await peer.up();
  await later(120);
  expect(await ledger()).toMatchObject({ state: "sent", reason: "" });
  expect(times()).toEqual([1]);
  expect(await trouble()).toEqual([]);
});
