import { afterAll, beforeAll, expect, test } from "vitest";
import { createCustomer } from "../../shared/customers.ts";
import * as api from "../../shared/suppressions.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { system } from "../platform/actor.ts";
import type { Work } from "../platform/work.ts";
import { maySend, type SendingKind } from "./sending.ts";
import { noteWriting, suppress } from "./suppression.ts";

let house: TestHouse;
let olga: Person;

beforeAll(async () => {
  house = await openTestHouse();
  olga = await newWorkspace(house);
});
afterAll(() => house.close());

const act = <T>(task: (work: Work) => Promise<T>) => house.work(system(olga.workspaceId, "test"), task);
const allowed = async (address: string, kind: SendingKind) =>
  (await act((work) => maySend(work, { address, kind }))).allowed;
const logged = (name: string) =>
  house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", olga.workspaceId)
    .where("name", "=", name)
    .orderBy("position")
    .execute();

test("mail that came back for good stops every kind but account mail, however the address is written", async () => {
  await act((work) =>
    suppress(work, { address: "Gone@Shop.example", cause: "hard_bounce", reason: "Not there." }),
  );

  expect(await allowed("gone@shop.example", "reply")).toBe(false);
  expect(await allowed("GONE@shop.example", "acknowledgement")).toBe(false);
  expect(await allowed("gone@shop.example", "follow_up")).toBe(false);
  expect(await allowed("gone@shop.example", "account")).toBe(true);
  expect(await allowed("gone@shop.example.org", "reply")).toBe(true);
});

test("the same cause twice is one suppression and one event", async () => {
  const twice = { address: "twice@shop.example", cause: "complaint", reason: "Reported as spam." } as const;
  const first = await act((work) => suppress(work, twice));
  const before = (await logged("address.suppressed")).length;
  const second = await act((work) => suppress(work, twice));

  expect(second).toBe(first);
  expect(await logged("address.suppressed")).toHaveLength(before);
});

test("whoever writes after it gets replies again, and nothing else", async () => {
  await act((work) =>
    suppress(work, { address: "back@shop.example", cause: "complaint", reason: "Reported." }),
  );
  await act((work) => noteWriting(work, "Back@shop.example"));

  expect(await allowed("back@shop.example", "reply")).toBe(true);
  expect(await allowed("back@shop.example", "acknowledgement")).toBe(false);
  expect(await allowed("back@shop.example", "campaign")).toBe(false);
});

test("what an agent stopped stays stopped though they write", async () => {
  await olga.call(api.suppressAddress, {
    body: { address: "never@shop.example", reason: "A lawyer said so." },
  });
  await act((work) => noteWriting(work, "never@shop.example"));

  expect(await act((work) => maySend(work, { address: "never@shop.example", kind: "reply" }))).toEqual({
    allowed: false,
    reason: "No mail goes to this address: A lawyer said so.",
  });
});

test("an agent lifts it with a reason, which the log keeps with their name; then mail goes and it can be stopped anew", async () => {
  const body = { address: "lift@shop.example", reason: "Asked for silence." };
  const { id, agent } = await olga.call(api.suppressAddress, { body });
  await olga.call(api.liftSuppression, { params: { id }, body: { why: "They called and want mail again." } });

  expect(agent?.id).toBe(olga.id);
  expect(await allowed("lift@shop.example", "reply")).toBe(true);
  expect((await logged("address.unsuppressed")).at(-1)?.data).toMatchObject({
    suppressionId: id,
    why: "They called and want mail again.",
  });
  await olga.call(api.suppressAddress, { body });
  expect(await allowed("lift@shop.example", "reply")).toBe(false);
});

test("lifting needs a reason, and an agent; strangers find nothing", async () => {
  const { id } = await olga.call(api.suppressAddress, { body: { address: "x@shop.example", reason: "x" } });
  const helper = await newAgent(house, olga.workspaceId, "collaborator");
  const stranger = await newWorkspace(house);

  expect((await olga.try(api.liftSuppression, { params: { id }, body: { why: " " } })).status).toBe(400);
  expect((await helper.try(api.liftSuppression, { params: { id }, body: { why: "y" } })).status).toBe(403);
  expect((await stranger.try(api.liftSuppression, { params: { id }, body: { why: "y" } })).status).toBe(404);
  expect((await stranger.call(api.listSuppressions)).items).toEqual([]);
});

test("the list pages without gaps, newest first, and by the beginning of the address", async () => {
  const owner = await newWorkspace(house);
  for (let i = 0; i < 7; i++) {
    await owner.call(api.suppressAddress, { body: { address: `a${i}@list.example`, reason: "no" } });
    house.clock.advance(1000);
  }
  await owner.call(api.suppressAddress, { body: { address: "b@list.example", reason: "no" } });
  const walk = async (query: Record<string, string | number>) => {
    const seen: string[] = [];
    for (let after = ""; ; ) {
      const page = await owner.call(api.listSuppressions, {
        query: { ...query, limit: 3, ...(after && { after }) },
      });
      seen.push(...page.items.map(({ address }) => address.split("@")[0] ?? ""));
      if (!page.next) return seen;
      after = page.next;
    }
  };

  expect(await walk({})).toEqual(["b", "a6", "a5", "a4", "a3", "a2", "a1", "a0"]);
  expect(await walk({ q: "A" })).toEqual(["a0", "a1", "a2", "a3", "a4", "a5", "a6"]);
});

test("surveys go until declined, campaigns only after a yes, and the customer's page tells both", async () => {
  const email = "carla@consent.example";
  const { id } = await olga.call(createCustomer, { body: { email } });
  expect(await allowed(email, "follow_up")).toBe(true);
  expect(await allowed(email, "campaign")).toBe(false);

  const say = (purpose: "survey" | "marketing", granted: boolean) =>
    olga.call(api.changeConsent, {
      params: { id },
      body: { address: email.toUpperCase(), purpose, granted, source: "on the phone" },
    });
  await say("survey", false);
  const { items } = await say("marketing", true);

  expect(await allowed(email, "follow_up")).toBe(false);
  expect(await allowed(email, "campaign")).toBe(true);
  expect(items).toMatchObject([
    {
      address: email,
      repliesStopped: null,
      survey: { granted: false },
      marketing: { source: "on the phone" },
    },
  ]);
});

test("the customer's page says that mail to an address comes back, and consent of a foreign address is refused", async () => {
  const { id } = await olga.call(createCustomer, { body: { email: "full@bounce.example" } });
  await act((work) =>
    suppress(work, { address: "full@bounce.example", cause: "hard_bounce", reason: "Unknown." }),
  );

  expect((await olga.call(api.getMailStanding, { params: { id } })).items).toMatchObject([
    { address: "full@bounce.example", suppressions: [{ cause: "hard_bounce", reason: "Unknown." }] },
  ]);
  const body = { address: "other@bounce.example", purpose: "survey", granted: true, source: "form" };
  expect((await olga.try(api.changeConsent, { params: { id }, body })).status).toBe(422);
});
