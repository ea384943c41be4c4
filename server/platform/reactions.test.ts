import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listLog } from "../../shared/audit.ts";
import { listFailedReactions, retryReaction } from "../../shared/platform.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { reactions } from "../app.ts";
import { runReaction } from "./reaction-runs.ts";
import { attemptsForGood, deepestChain, outsideReaction, reaction } from "./reactions.ts";

let tries = 0;
let broken = true;
const runs: string[] = [];

/** What the reactions below are told to do: the first field of a `workspace.changed`. */
const told = ({ fields }: { fields: string[] }) => fields[0] ?? "";

const failing = outsideReaction("workspace.changed", "test.fail", async (data) => {
  if (told(data) !== "fail") return;
  tries++;
  if (broken) throw new Error("The printer is out of paper.");
});
const counting = reaction("workspace.changed", "test.count", async (data, work) => {
  if (told(data) !== "count") return;
  runs.push(work.workspaceId);
  work.record("workspace.changed", { fields: ["counted"] });
});
const endless = reaction("workspace.changed", "test.endless", async (data, work) => {
  if (told(data) === "endless") work.record("workspace.changed", { fields: ["endless"] });
});
const halfDone = reaction("workspace.changed", "test.half", async (data, work) => {
  if (told(data) !== "half") return;
  work.record("workspace.changed", { fields: ["never"] });
  await work.db
    .updateTable("workspaces")
    .set({ name: "Half done" })
    .where("id", "=", work.workspaceId)
    .execute();
  throw new Error("Half is not enough.");
});

let house: TestHouse;
beforeAll(async () => {
  reactions.push(failing, counting, endless, halfDone);
  house = await openTestHouse();
});
afterAll(() => house.close());

const tell = (person: Person, word: string) =>
  house.work(person.actor, async (work) => work.record("workspace.changed", { fields: [word] }));

const eventsOf = (person: Person, word: string) =>
  house.system
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", person.workspaceId)
    .where(sql<boolean>`data->'fields'->>0 = ${word}`)
    .orderBy("position")
    .execute();

test("what fails is tried again, then fails for good, is shown to an admin with its reason, and works when retried by hand", async () => {
  const [owner, stranger] = [await newWorkspace(house), await newWorkspace(house)];
  const agent = await newAgent(house, owner.workspaceId, "agent");
  [tries, broken] = [0, true];
  await tell(owner, "fail");
  await house.runReactions();

  expect(tries).toBe(attemptsForGood);
  const { items } = await owner.call(listFailedReactions);
  const [event] = await eventsOf(owner, "fail");
  expect(items).toMatchObject([
    {
      reaction: "test.fail",
      event: "workspace.changed",
      eventId: event?.id,
      error: "The printer is out of paper.",
      attempts: attemptsForGood,
    },
  ]);
  const id = items[0]?.id ?? "";
  const log = await owner.call(listLog, { query: { limit: 1 } });
  expect(log.items).toMatchObject([
    { name: "reaction.failed", causeId: event?.id, data: { reaction: "test.fail" } },
  ]);

  expect((await stranger.call(listFailedReactions)).items).toEqual([]);
  expect(await stranger.try(retryReaction, { params: { id } })).toMatchObject({ status: 404 });
  expect(await agent.try(retryReaction, { params: { id } })).toMatchObject({ status: 403 });
  expect(await owner.try(retryReaction, { params: { id: "999999999999" } })).toMatchObject({ status: 404 });
  expect(await owner.try(retryReaction, { params: { id: "1 or 1=1" } })).toMatchObject({ status: 404 });
  await house.runReactions();
  expect(tries).toBe(attemptsForGood);

  broken = false;
  await owner.call(retryReaction, { params: { id } });
  expect((await owner.call(listFailedReactions)).items).toEqual([]);
  await house.runReactions();
  expect(tries).toBe(attemptsForGood + 1);
  expect(await owner.try(retryReaction, { params: { id } })).toMatchObject({ status: 404 });
});

test("failures page, newest first, each once", async () => {
  const owner = await newWorkspace(house);
  broken = true;
  for (let count = 0; count < 5; count++) await tell(owner, "fail");
  await house.runReactions();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: { items: { id: string }[]; next: string | null } = await owner.call(listFailedReactions, {
      query: { limit: 2, ...(after && { after }) },
    });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(seen).toHaveLength(5);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => Number(b) - Number(a)));
  broken = false;
});

test("a job that is delivered twice, also at the same moment, works once", async () => {
  const owner = await newWorkspace(house);
  runs.length = 0;
  await tell(owner, "count");
  await house.runReactions();
  const [event] = await eventsOf(owner, "count");
  const payload = { workspaceId: owner.workspaceId, eventId: event?.id ?? "" };
  await sql`select graphile_worker.add_job('test.count', ${JSON.stringify(payload)}::json)`.execute(
    house.system,
  );
  await house.runReactions();
  expect(await eventsOf(owner, "counted")).toHaveLength(1);

  await tell(owner, "count");
  const second = (await eventsOf(owner, "count")).at(-1)?.id ?? "";
  await Promise.all(
    Array.from({ length: 10 }, () => runReaction(house, counting, { ...payload, eventId: second }, false)),
  );
  expect(runs).toEqual([owner.workspaceId, owner.workspaceId]);
  expect(await eventsOf(owner, "counted")).toHaveLength(2);
});

test("a reaction that fails half way leaves nothing of its half", async () => {
  const owner = await newWorkspace(house);
  await tell(owner, "half");
  await house.runReactions();
  expect(await eventsOf(owner, "never")).toEqual([]);
  const { name } = await house.system
    .selectFrom("workspaces")
    .select("name")
    .where("id", "=", owner.workspaceId)
    .executeTakeFirstOrThrow();
  expect(name).not.toBe("Half done");
});

test("each event of a chain names the one that caused it, and a chain that feeds itself ends and is shown", async () => {
  const owner = await newWorkspace(house);
  await tell(owner, "endless");
  await house.runReactions();
  const chain = await eventsOf(owner, "endless");
  expect(chain.map(({ depth }) => depth)).toEqual(
    Array.from({ length: deepestChain + 1 }, (_, depth) => depth),
  );
  expect(chain.map(({ causeId }) => causeId)).toEqual([null, ...chain.slice(0, -1).map(({ id }) => id)]);
  expect(chain.at(-1)).toMatchObject({ actorKind: "system" });

  const { items } = await owner.call(listFailedReactions);
  const ended = items.filter(({ reaction }) => reaction === "test.endless");
  expect(ended).toMatchObject([{ eventId: chain.at(-1)?.id, attempts: 1 }]);
  expect(ended[0]?.error).toContain("causes itself");
});

test("a job whose worker died is given back after a minute, and is not counted as failed meanwhile", async () => {
  const owner = await newWorkspace(house);
  runs.length = 0;
  await tell(owner, "count");
  await house.relay.drain();
  const mine = sql`payload->>'workspaceId' = ${owner.workspaceId}`;
  const take = (age: string) =>
    sql`update graphile_worker._private_jobs set locked_at = now() - ${age}::interval, locked_by = 'gone', attempts = attempts + 1 where ${mine}`.execute(
      house.system,
    );
  await take("30 seconds");
  await house.runSchedules();
  expect(
    (
      await sql`select 1 from graphile_worker._private_jobs where ${mine} and locked_by = 'gone'`.execute(
        house.system,
      )
    ).rows.length,
  ).toBeGreaterThan(0);
  await take("61 seconds");
  await house.runSchedules();
  await house.runReactions();
  expect(runs).toEqual([owner.workspaceId]);
  expect((await owner.call(listFailedReactions)).items).toEqual([]);
});
