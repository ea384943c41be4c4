import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { runJobsOnce, startJobs } from "./jobs.ts";
import { placesOutside } from "./places.ts";
import { gathered, outsideReaction, type Reaction, reaction } from "./reactions.ts";
import { Relay } from "./relay.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

/** One work says all of it, so that the relay finds all of it at once. */
const say = (...words: string[]) =>
  house.work(owner.actor, async (work) => {
    for (const word of words) work.record("workspace.changed", { fields: [word] });
  });
const told = (data: Record<string, unknown>) => String((data["fields"] as string[])[0]);
const queued = async () => {
  const { rows } = await sql<{ name: string; ids: number }>`
    select t.identifier as name, coalesce(jsonb_array_length(j.payload::jsonb->'eventIds'), 1) as ids
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.run_at, j.id`.execute(
    house.system,
  );
  return rows;
};
const logged = async () => {
  const rows = await house.system
    .selectFrom("events")
    .selectAll()
    .where("workspaceId", "=", owner.workspaceId)
    .where("name", "=", "workspace.changed")
    .orderBy("position")
    .execute();
  return rows.map(({ id, causeId, depth, data }) => ({ id, causeId, depth, word: told(data as never) }));
};

async function begin(list: Reaction[]): Promise<Relay> {
  await sql`delete from graphile_worker._private_jobs`.execute(house.system);
  owner = await newWorkspace(house);
  await house.runReactions();
  return new Relay(house, list);
}

test("while every place outside hangs at a peer that never answers, what waits for nobody is done", async () => {
  const never = Promise.withResolvers<void>();
  let hanging = 0;
  const done: string[] = [];
  const list = [
    outsideReaction("workspace.changed", "test.hang", async () => {
      hanging++;
      await never.promise;
    }),
    reaction("workspace.changed", "test.inside", async (data) => void done.push(told(data))),
  ];
  const relay = await begin(list);
  const words = Array.from({ length: placesOutside }, (_, count) => `hang ${count}`);
  await say(...words);
  await relay.drain();
  const jobs = await startJobs(house, list);
  try {
    await expect.poll(() => hanging, { timeout: 90_000 }).toBe(placesOutside);
    await say("later");
    await relay.drain();
    await expect.poll(() => done.toSorted(), { timeout: 90_000 }).toEqual([...words, "later"].toSorted());
    expect(hanging).toBe(placesOutside);
  } finally {
    never.resolve();
    await jobs.stop();
  }
});

/** Doubles what it is told; a word of `bad` breaks it, and words of `lone` it leaves to be done alone. */
function doubling(name: string) {
  const rounds: string[][] = [];
  const state = { bad: "", lone: "" };
  const alone = reaction("workspace.changed", name, async (data, work) => {
    if (told(data).startsWith("2")) return;
    rounds.push([told(data)]);
    if (told(data) === state.bad) throw new Error("That word again.");
    work.record("workspace.changed", { fields: [`2 ${told(data)}`] });
  });
  const both = gathered(alone, async (_, events, causedBy) => {
    const words = events.map(({ data }) => told(data)).filter((word) => !word.startsWith("2"));
    rounds.push(words);
    if (words.includes(state.bad)) throw new Error("That word again.");
    for (const event of events)
      if (words.includes(told(event.data)) && told(event.data) !== state.lone)
        causedBy(event).record("workspace.changed", { fields: [`2 ${told(event.data)}`] });
    return events.filter(({ data }) => told(data) === state.lone);
  });
  return { rounds, state, list: [both] };
}

test("events that came together are one job and one work, each the cause of what comes of it, and none is done twice", async () => {
  const { rounds, list } = doubling("test.gather");
  const relay = await begin(list);
  await say("a", "b", "c");
  await relay.drain();
  expect(await queued()).toEqual([{ name: "test.gather.together", ids: 3 }]);
  const payload = await sql<{
    payload: string;
  }>`select payload::text from graphile_worker._private_jobs`.execute(house.system);
  await runJobsOnce(house, list);
  expect(rounds).toEqual([["a", "b", "c"]]);
  const log = await logged();
  const made = log.filter(({ word }) => word.startsWith("2 "));
  expect(
    made.map(({ causeId, depth, word }) => [log.find(({ id }) => id === causeId)?.word, depth, word]),
  ).toEqual(["a", "b", "c"].map((word) => [word, 1, `2 ${word}`]));

  await sql`select graphile_worker.add_job('test.gather.together', ${payload.rows[0]?.payload}::json)`.execute(
    house.system,
  );
  await runJobsOnce(house, list);
  expect(rounds).toEqual([["a", "b", "c"], []]);
  expect(await logged()).toHaveLength(log.length);
});

test("one among them that breaks is tried alone again, and what is left out is done alone, with its mark", async () => {
  const { rounds, state, list } = doubling("test.break");
  const relay = await begin(list);
  state.bad = "bad";
  await say("a", "bad", "c");
  await relay.drain();
  await runJobsOnce(house, list);
  expect(rounds[0]).toEqual(["a", "bad", "c"]);
  expect(rounds.slice(1).flat().toSorted()).toEqual(["a", "bad", "c"]);
  expect((await logged()).map(({ word }) => word).filter((word) => word.startsWith("2 "))).toHaveLength(2);
  // The queue writes down what is done a moment after it is done.
  await expect.poll(queued, { timeout: 20_000 }).toEqual([{ name: "test.break", ids: 1 }]);

  rounds.length = 0;
  state.lone = "lone";
  await say("d", "lone");
  await relay.drain();
  await runJobsOnce(house, list);
  // What came of the first words may be a job of its own, in which nothing is left to do.
  const done = rounds.filter((words) => words.length > 0);
  expect(done.slice(0, 1)).toEqual([["d", "lone"]]);
  expect(done.slice(1)).toContainEqual(["lone"]);
  const words = (await logged()).map(({ word }) => word);
  expect(words.filter((word) => word === "2 d" || word === "2 lone").toSorted()).toEqual(["2 d", "2 lone"]);
});

test("a job of several that comes again, because a server ended at it, is done one by one", async () => {
  const { rounds, list } = doubling("test.again");
  const relay = await begin(list);
  await say("a", "b");
  await relay.drain();
  await sql`update graphile_worker._private_jobs set attempts = 1`.execute(house.system);
  await runJobsOnce(house, list);
  expect(rounds.map((words) => words.join()).toSorted()).toEqual(["a", "b"]);
});
