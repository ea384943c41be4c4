import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deactivateAgent } from "../../shared/agents.ts";
import { resolveConversation } from "../../shared/conversation-states.ts";
import { startConversation } from "../../shared/conversations.ts";
import { assign } from "../../shared/handovers.ts";
import * as api from "../../shared/notifications.ts";
import { writeNote } from "../../shared/replies.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { mailTo } from "./mail.ts";

let house: TestHouse;
let owner: Person;
let ben: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(new Date("2027-03-02T10:15:00Z"));
  owner = await newWorkspace(house, "Europe/Berlin");
  ben = await newAgent(house, owner.workspaceId, "agent", "Ben");
});

const begin = async (subject: string) => {
  const { id } = await owner.call(startConversation, {
    body: { customer: { name: "Anna", email: "anna@customer.example" }, subject, text: "secret words" },
  });
  await owner.call(assign, { params: { id }, body: { agentId: ben.id } });
  return id;
};
const wish = (mail: "now" | "digest", more: Partial<api.NoticeSettings> = {}) =>
  ben.call(api.setNoticeSettings, {
    body: {
      ...api.usualSettings,
      ...more,
      ways: { ...api.usualSettings.ways, given: { app: true, push: false, mail } },
    },
  });
const at = async (moment: string) => {
  house.clock.set(new Date(moment));
  await house.settle();
};
const mails = async () =>
  house.system
    .selectFrom("deliveries")
    .select(["naturalKey", "toAddress", "subject", "content"])
    .where("workspaceId", "=", owner.workspaceId)
    .where((where) =>
      where.or([where("naturalKey", "like", "notice:%"), where("naturalKey", "like", "digest:%")]),
    )
    .orderBy("createdAt")
    .execute();

const contentOf = (mail: Awaited<ReturnType<typeof mails>>[number] | undefined) =>
  (mail?.content ?? {}) as { text: string; html: string; headers: object };

test("at once means a mail after a minute, with a link and no word of the message", async () => {
  await wish("now");
  const id = await begin("Kettle");
  await house.settle();
  expect(await mails()).toEqual([]);
  await at("2027-03-02T10:17:00Z");
  const [mail, ...more] = await mails();
  expect([mail?.subject, more]).toEqual(["A conversation was given to you – #1 Anna: Kettle", []]);
  const { text, html, headers } = contentOf(mail);
  expect(text).toContain(`/inbox/all/${id}`);
  expect(text + html).not.toContain("secret");
  expect(headers).toEqual({ "List-Unsubscribe": `<${house.config.url}/settings/notifications>` });
  await at("2027-03-02T11:17:00Z");
  expect(await mails()).toHaveLength(1);
});

test("what was read or is over by then is not mailed", async () => {
  await wish("now");
  await begin("Read");
  const over = await begin("Over");
  await house.runReactions();
  const { items } = await ben.call(api.listNotifications);
  const first = items.find(({ conversation }) => conversation?.subject === "Read");
  await ben.call(api.readNotifications, { body: { ids: [first?.id] } });
  await owner.call(resolveConversation, { params: { id: over }, body: { reason: "Done" } });
  await at("2027-03-02T12:00:00Z");
  expect(await mails()).toEqual([]);
});

test("a daily digest holds what came since, once, in the language of whoever reads it, and the next day a new one", async () => {
  await house.system.updateTable("agents").set({ language: "de" }).where("id", "=", ben.id).execute();
  await wish("digest");
  await begin("First");
  await begin("Second");
  await at("2027-03-03T06:59:00Z");
  expect(await mails()).toEqual([]);
  await at("2027-03-03T07:00:30Z");
  await at("2027-03-03T07:10:00Z");
  const sent = await mails();
  expect(sent.map(({ subject }) => subject)).toEqual([expect.stringMatching(/: 2 Mitteilungen$/)]);
  expect(contentOf(sent[0]).text).toContain("Anna: Second");
  await begin("Third");
  await at("2027-03-04T07:00:30Z");
  expect((await mails()).map(({ subject }) => subject).at(1)).toContain("Third");
});

test("two processes send one digest, and what came too late for it is in the next one", async () => {
  await wish("digest", { digest: "hourly" });
  await begin("In time");
  await house.runReactions();
  house.clock.set(new Date("2027-03-02T11:00:10Z"));
  await Promise.all([1, 2, 3].map(() => mailTo(house, owner.workspaceId, ben.id)));
  expect(await mails()).toHaveLength(1);
  house.clock.set(new Date("2027-03-02T10:55:00Z"));
  await begin("Too late");
  await house.runReactions();
  await at("2027-03-02T11:00:20Z");
  expect(await mails()).toHaveLength(1);
  await at("2027-03-02T12:00:20Z");
  expect((await mails()).at(1)?.subject).toContain("Too late");
});

test("quiet hours hold mail until they end; what was for several digests is one", async () => {
  await wish("digest", {
    digest: "hourly",
    quiet: { on: true, from: 22 * 60, to: 7 * 60, weekends: false },
  });
  house.clock.set(new Date("2027-03-02T21:30:00Z"));
  await begin("Late");
  house.clock.set(new Date("2027-03-03T01:30:00Z"));
  await begin("Later");
  await at("2027-03-03T05:59:00Z");
  expect(await mails()).toEqual([]);
  await at("2027-03-03T06:00:30Z");
  expect((await mails()).map(({ subject }) => subject)).toEqual([expect.stringContaining("2 notifications")]);
});

test("quiet hours that were switched on meanwhile hold what was due already", async () => {
  await wish("now");
  await begin("Kettle");
  await house.runReactions();
  await wish("now", { quiet: { on: true, from: 600, to: 900, weekends: false } });
  await at("2027-03-02T11:30:00Z");
  expect(await mails()).toEqual([]);
  await at("2027-03-02T14:00:30Z");
  expect(await mails()).toHaveLength(1);
});

test("nobody is mailed who has left, and nothing of what one may not see any more", async () => {
  await wish("now");
  const id = await begin("Kettle");
  await house.runReactions();
  await house.system
    .updateTable("inboxes")
    .set({ restricted: true })
    .where("workspaceId", "=", owner.workspaceId)
    .execute();
  await house.system.updateTable("conversations").set({ holderId: owner.id }).where("id", "=", id).execute();
  await at("2027-03-02T10:20:00Z");
  expect(await mails()).toEqual([]);
  await owner.call(writeNote, { params: { id }, body: { text: "@Ben", mentions: [ben.id] } });
  await owner.call(deactivateAgent, { params: { id: ben.id }, body: {} });
  await at("2027-03-02T12:00:00Z");
  expect(await mails()).toEqual([]);
});
