import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Inbox } from "../../../shared/email.ts";
import { createInboundHook, type HookProvider } from "../../../shared/inbound-hooks.ts";
import { getMailAccount } from "../../../shared/mail-accounting.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { providerId } from "./hook-mail.ts";

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

async function newHook(provider: HookProvider = "postmark"): Promise<{ id: string; url: URL }> {
  const { hook, url } = await owner.call(createInboundHook, { body: { inboxId: inbox.id, provider } });
  return { id: hook.id, url: new URL(url) };
}

/** Hands a mail over as Postmark does. */
async function handOver({ url }: { url: URL }, id: string, to = inbox.address): Promise<number> {
  const raw = `From: Ana <ana@home.example>\r\nTo: ${to}\r\nSubject: ${id}\r\nMessage-ID: <${id}@home.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\nHello ${id}\r\n`;
  const reply = await house.app.fastify.inject({
    method: "POST",
    url: url.pathname,
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${url.username}:${url.password}`).toString("base64")}`,
    },
    payload: JSON.stringify({ MessageID: id, RawEmail: raw, OriginalRecipient: to }),
  });
  return reply.statusCode;
}

const account = (id = inbox.id) => owner.call(getMailAccount, { params: { id } });

test("what a service handed over is counted once, however often it came", async () => {
  expect(await account()).toMatchObject({ ways: [], hooks: [] });
  const hook = await newHook();
  for (const id of ["pm-1", "pm-2", "pm-1"]) expect(await handOver(hook, id)).toBe(200);
  await house.runReactions();
  expect(await account()).toMatchObject({
    ways: [{ source: "hook", counts: { stored: 2, received: 0, quarantined: 0, rejected: 0 } }],
    hooks: [{ hookId: hook.id, provider: "postmark", handedOver: 2, missingCount: 0, missing: [] }],
  });
});

test("what was announced and could not be kept is missing by its id, until the service comes again", async () => {
  const hook = await newHook();
  expect(await handOver(hook, "kept")).toBe(200);
  await house.system.schema.alterTable("inbound_mails").renameTo("inbound_mails_away").execute();
  expect(await handOver(hook, "later")).toBeGreaterThanOrEqual(500);
  await house.system.schema.alterTable("inbound_mails_away").renameTo("inbound_mails").execute();
  expect((await account()).hooks).toMatchObject([{ handedOver: 2, missingCount: 1, missing: ["later"] }]);
  expect(await handOver(hook, "later")).toBe(200);
  expect((await account()).hooks).toMatchObject([{ handedOver: 2, missingCount: 0, missing: [] }]);
});

test("a service without ids of its own is asked for a mail by its Message-ID", () => {
  const mail = { envelopeFrom: null, to: [], remoteIp: "", helo: "", key: "sha256:0" };
  const raw = Buffer.from(
    "Subject: Hi\r\nMessage-Id:\r\n <a@b.example>\r\n\r\nMessage-ID: <of the text>\r\n",
  );
  expect(providerId({ ...mail, raw })).toBe("<a@b.example>");
  expect(providerId({ ...mail, raw, id: "pm-1" })).toBe("pm-1");
  expect(providerId({ ...mail, raw: Buffer.from("Subject: Hi\r\n\r\nMessage-ID: <of the text>\r\n") })).toBe(
    "",
  );
});

test("each inbox has its own count, each hook its own line, and another workspace sees none of it", async () => {
  const [one, two] = [await newHook(), await newHook()];
  const second = await newInbox(owner, null, { acknowledge: false });
  await handOver(one, "first");
  await handOver(two, "other hook");
  await handOver(one, "second inbox", second.address);
  const counted = Object.fromEntries(
    (await account()).hooks.map(({ hookId, handedOver }) => [hookId, handedOver]),
  );
  expect(counted).toEqual({ [one.id]: 1, [two.id]: 1 });
  expect((await account(second.id)).hooks).toMatchObject([
    { hookId: one.id, handedOver: 1, missingCount: 0 },
  ]);
  const stranger = await newWorkspace(house);
  expect((await stranger.try(getMailAccount, { params: { id: inbox.id } })).status).toBe(404);
});
