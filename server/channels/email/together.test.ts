import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, listInbound, retryInbound } from "../../../shared/email.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { readInbound } from "./arrival.ts";
import { spool } from "./spool.ts";

let house: TestHouse;
let owner: Person;
let inbox: Inbox;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, null, { acknowledge: false });
});

interface Sent {
  from?: string;
  id?: string;
  envelopeFrom?: string;
  key?: string;
}

const raw = (subject: string, { from = `${subject.toLowerCase()}@mail.example`, id = subject }: Sent) =>
  Buffer.from(
    `From: ${from}\r\nTo: ${inbox.address}\r\nSubject: ${subject}\r\nMessage-ID: <${id}@mail.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\nHello from ${id}\r\n`,
  );

const keep = (subject: string, sent: Sent = {}) =>
  spool(
    house,
    { workspaceId: owner.workspaceId, inboxId: inbox.id, to: [inbox.address] },
    {
      raw: raw(subject, sent),
      source: sent.key ? "hook" : "smtp",
      ...(sent.key && { sourceKey: sent.key }),
      envelopeFrom: sent.envelopeFrom ?? "someone@mail.example",
      remoteIp: "",
      helo: "",
    },
  );

const readAll = (ids: readonly (string | null)[]) =>
  Promise.allSettled(ids.map((id) => readInbound(house, owner.workspaceId, id ?? "")));

const messages = () =>
  house.system
    .selectFrom("messages")
    .select(["conversationId", "authorCustomerId", "internetMessageId"])
    .where("workspaceId", "=", owner.workspaceId)
    .orderBy("internetMessageId")
    .execute();
const mails = async () => (await owner.call(listInbound)).items;

test("many that come at once are kept each, and one that cannot be kept is refused alone", async () => {
  // A character that PostgreSQL cannot keep.
  const ended = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) =>
      keep(`Mail${n}`, n === 7 ? { envelopeFrom: "a\0b@mail.example" } : {}),
    ),
  );
  expect(ended.map(({ status }) => status)).toEqual(
    Array.from({ length: 12 }, (_, n) => (n === 7 ? "rejected" : "fulfilled")),
  );
  expect(await mails()).toHaveLength(11);
  const arrived = await house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "mail.arrived")
    .execute();
  const ids = ended.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(arrived).toHaveLength(11);
  expect(new Set(arrived.map(({ data }) => (data as { inboundId: string }).inboundId))).toEqual(new Set(ids));
});

test("those that wait for the first are kept in one transaction", async () => {
  const inboxHeld = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holding = house.system.transaction().execute(async (held) => {
    await held.selectFrom("inboxes").select("id").where("id", "=", inbox.id).forUpdate().execute();
    inboxHeld.resolve();
    await letGo.promise;
  });
  await inboxHeld.promise;
  const keeping = Array.from({ length: 12 }, (_, n) => keep(`Mail${n}`));
  const folder = join(house.config.dataDir, "files", owner.workspaceId);
  const stored = async () =>
    (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => name.length > 60);
  await expect.poll(async () => (await stored()).length, { timeout: 60_000 }).toBe(12);
  letGo.resolve();
  await holding;
  await readAll(await Promise.all(keeping));
  const { rows } = await sql<{ count: number }>`select count(distinct xmin::text)::int as count from files
    where workspace_id = ${owner.workspaceId}`.execute(house.system);
  // The first of all goes alone, and whoever was slow to reach the line.
  expect(rows[0]?.count).toBeLessThan(8);
  expect(await messages()).toHaveLength(12);
});

test("the same key many times at once is one mail", async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => keep("Once", { key: "postmark/1" })));
  expect(ids.filter((id) => id !== null)).toHaveLength(1);
  expect(await mails()).toHaveLength(1);
});

test("read at once each begins its own conversation, numbered without a gap, and twice changes nothing", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => keep(`Mail${n}`)));
  await readAll([...ids, ...ids]);
  await readAll(ids);
  expect(await messages()).toHaveLength(12);
  const numbers = await house.system
    .selectFrom("conversations")
    .select("number")
    .where("workspaceId", "=", owner.workspaceId)
    .orderBy("number")
    .execute();
  expect(numbers.map(({ number }) => Number(number))).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
  expect(new Set((await mails()).map(({ state }) => state))).toEqual(new Set(["stored"]));
});

test("whoever asks for one of many that wait has them all read, each once", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => keep(`Mail${n}`)));
  await readInbound(house, owner.workspaceId, ids[5] ?? "");
  const states = async () => new Set((await mails()).map(({ state }) => state));
  await expect.poll(states, { timeout: 60_000 }).toEqual(new Set(["stored"]));
  await readAll(ids);
  expect(await messages()).toHaveLength(12);
});

test("a mail that was read ahead and set aside is read again when somebody wants it", async () => {
  const nobody = await keep("Nobody", { from: "" });
  const known = await keep("Somebody");
  await readInbound(house, owner.workspaceId, known ?? "");
  const stateOf = async (id: string | null) => (await mails()).find((mail) => mail.id === id)?.state;
  await expect.poll(() => stateOf(nobody), { timeout: 60_000 }).toBe("quarantined");
  await owner.call(retryInbound, { params: { id: nobody ?? "" } });
  expect(await stateOf(nobody)).toBe("received");
  await readInbound(house, owner.workspaceId, nobody ?? "");
  expect(await stateOf(nobody)).toBe("quarantined");
});

test("read at once, one sender is one customer and one message is one, however often it came", async () => {
  const same = Array.from({ length: 6 }, (_, n) => keep(`Anna${n}`, { from: "Anna <anna@mail.example>" }));
  const twice = [keep("Twice", { id: "twice" }), keep("Twice", { id: "twice" })];
  await readAll(await Promise.all([...same, ...twice]));
  const rows = await messages();
  expect(rows).toHaveLength(7);
  expect(new Set(rows.map(({ authorCustomerId }) => authorCustomerId)).size).toBe(2);
  const told = (await mails()).map(({ state, reasonCode }) => `${state} ${reasonCode}`).sort();
  expect(told).toEqual(["stored duplicate", ...Array.from({ length: 7 }, () => "stored ")].sort());
});

test("one that cannot be stored holds up none of those that are read with it, and is read later", async () => {
  await sql`create function refuse_one() returns trigger language plpgsql as $$
    begin if new.internet_message_id like '%Mail3@%' then raise exception 'not this one'; end if; return new; end $$`.execute(
    house.system,
  );
  await sql`create trigger refuse_one before insert on messages for each row execute function refuse_one()`.execute(
    house.system,
  );
  const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => keep(`Mail${n}`)));
  const ended = await readAll(ids);
  expect(ended.map(({ status }) => status)).toEqual(
    Array.from({ length: 8 }, (_, n) => (n === 3 ? "rejected" : "fulfilled")),
  );
  expect(await messages()).toHaveLength(7);
  await sql`drop trigger refuse_one on messages`.execute(house.system);
  await sql`drop function refuse_one`.execute(house.system);
  await readAll(ids);
  expect(await messages()).toHaveLength(8);
  expect((await mails()).filter(({ state }) => state === "stored")).toHaveLength(8);
  await expect(owner.call(retryInbound, { params: { id: ids[3] ?? "" } })).rejects.toThrow(
    "only a quarantined one is read again",
  );
});
