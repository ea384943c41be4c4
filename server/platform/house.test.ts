import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newWorkspace } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { openLog } from "./house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

test("a line of the log says what the database refused, not the row with what people wrote", async () => {
  const lines: string[] = [];
  const log = openLog({ logLevel: "info" }, { write: (line: string) => void lines.push(line) });
  const owner = await newWorkspace(house);
  const error = await house
    .work(owner.actor, (work) =>
      sql`do $$ begin raise check_violation using detail = 'Failing row contains (my very private words)'; end $$`.execute(
        work.db,
      ),
    )
    .catch((error: unknown) => error);
  expect((error as { detail: string }).detail).toContain("very private");

  log.error({ err: error, password: "hunter2", mailbox: { password: "hunter2" } }, "a request failed");
  log.error({ err: new Error("wrapped", { cause: error }) }, "a job failed");
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ msg: "a request failed", err: { code: "23514" } });
  expect(lines.join()).not.toContain("very private");
  expect(lines.join()).not.toContain("hunter2");
});

test("no connection is lost to the pools by works that fail in any way", async () => {
  const owner = await newWorkspace(house);
  await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      house
        .work(owner.actor, async (work) => {
          if (at % 3 === 0) throw new Error("ours");
          if (at % 3 === 1) await sql`select 1 / 0`.execute(work.db);
          else await sql`select pg_terminate_backend(pg_backend_pid())`.execute(work.db);
        })
        .catch(() => {}),
    ),
  );
  expect(house.pool.waitingCount).toBe(0);
  expect(house.pool.idleCount).toBe(house.pool.totalCount);
  expect(await house.work(owner.actor, async (work) => work.workspaceId)).toBe(owner.workspaceId);
});
