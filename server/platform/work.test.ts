import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newAgent, newWorkspace } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { newId } from "./ids.ts";
import type { Work } from "./work.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

test("a query without a workspace sees nothing", async () => {
  await newWorkspace(house);
  expect(await house.db.selectFrom("agents").selectAll().execute()).toEqual([]);
  expect(await house.db.selectFrom("workspaces").selectAll().execute()).toEqual([]);
});

test("a work sees its own workspace only, also when the query forgets to ask", async () => {
  const [one, other] = [await newWorkspace(house), await newWorkspace(house)];
  await newAgent(house, other.workspaceId);
  const seen = await house.work(one.actor, (work) =>
    work.db.selectFrom("agents").select("workspaceId").execute(),
  );
  expect(seen).toEqual([{ workspaceId: one.workspaceId }]);
});

test("the database refuses a row that points into another workspace", async () => {
  const [one, other] = [await newWorkspace(house), await newWorkspace(house)];
  const team = { id: newId(), name: "Mixed", leadId: other.id, createdAt: new Date() };
  await expect(
    house.work(one.actor, (work) =>
      work.db
        .insertInto("teams")
        .values({ ...team, workspaceId: one.workspaceId })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: "23503" });
  await expect(
    house.work(one.actor, (work) =>
      work.db
        .insertInto("teams")
        .values({ ...team, workspaceId: other.workspaceId })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: "42501" });
});

test("the role of the app cannot step around row-level security", async () => {
  const { rows } = await sql<{ rolsuper: boolean; rolbypassrls: boolean }>`
    select rolsuper, rolbypassrls from pg_roles where rolname = current_user`.execute(house.db);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  const one = await newWorkspace(house);
  await expect(
    house.work(one.actor, async (work) => {
      await sql`set local row_security = off`.execute(work.db);
      await work.db.selectFrom("agents").selectAll().execute();
    }),
  ).rejects.toMatchObject({ code: "42501" });
});

test("what was recorded is in the log when the work commits, and not when it fails", async () => {
  const one = await newWorkspace(house);
  await expect(
    house.work(one.actor, async (work) => {
      work.record("workspace.changed", { fields: ["lost"] });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await house.work(one.actor, async (work) => work.record("workspace.changed", { fields: ["kept"] }));
  const events = await house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", one.workspaceId)
    .where("name", "=", "workspace.changed")
    .execute();
  expect(events).toEqual([{ data: { fields: ["kept"] } }]);
});

test("a work whose transaction the database has given up fails, also when the task swallowed the error and recorded nothing", async () => {
  const one = await newWorkspace(house);
  await expect(
    house.work(one.actor, async (work) => {
      await work.db
        .updateTable("workspaces")
        .set({ name: "Lost" })
        .where("id", "=", one.workspaceId)
        .execute();
      await sql`select 1 / 0`.execute(work.db).catch(() => {});
    }),
  ).rejects.toMatchObject({ code: "25P02" });
});

test("a work that loses a race is done again, with what it recorded the first time forgotten", async () => {
  const one = await newWorkspace(house);
  let attempts = 0;
  await house.work(one.actor, async (work) => {
    work.record("workspace.changed", { fields: [`attempt ${++attempts}`] });
    if (attempts < 3) await sql`do $$ begin raise sqlstate '40P01'; end $$`.execute(work.db);
  });
  const { rows } = await sql<{ field: string }>`
    select data->'fields'->>0 as field from events where workspace_id = ${one.workspaceId} and name = 'workspace.changed'`.execute(
    house.system,
  );
  expect(rows).toEqual([{ field: "attempt 3" }]);
});

test("one work may record more than fits into one statement, in its order", async () => {
  const one = await newWorkspace(house);
  await house.work(one.actor, async (work) => {
    for (let count = 0; count < 7_000; count++) work.record("workspace.changed", { fields: [String(count)] });
  });
  const { rows } = await sql<{ field: string }>`
    select data->'fields'->>0 as field from events where workspace_id = ${one.workspaceId} and name = 'workspace.changed' order by position`.execute(
    house.system,
  );
  expect(rows.map(({ field }) => Number(field))).toEqual(Array.from({ length: 7_000 }, (_, count) => count));
});

test("every table with rows of a workspace is behind forced row-level security", async () => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`.execute(
    house.system,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(["log_state", "schema_migrations", "sign_in_tries"]);
});

test("what is sent ahead is there for what follows, and commits with the work", async () => {
  const { actor, workspaceId } = await newWorkspace(house);
  const renamed = (name: string) => (work: Work) =>
    work.db.updateTable("workspaces").set({ name }).where("id", "=", workspaceId);
  const nameOf = (db: Work["db"]) =>
    db.selectFrom("workspaces").select("name").where("id", "=", workspaceId).executeTakeFirstOrThrow();
  await house.work(actor, async (work) => {
    work.ahead(renamed("Ahead")(work));
    expect(await nameOf(work.db)).toEqual({ name: "Ahead" });
    work.ahead(renamed("Last")(work));
  });
  expect(await nameOf(house.system)).toEqual({ name: "Last" });
});

test("what fails ahead fails the whole work for its own reason: nothing is kept, and nobody is told that it was", async () => {
  const { actor, workspaceId } = await newWorkspace(house);
  const misplaced = (work: Work) =>
    work.db
      .insertInto("teams")
      .values({ workspaceId, id: newId(), name: "Nobody's", leadId: newId(), createdAt: work.now });
  const broken = async (work: Work) => {
    work.record("workspace.changed", { fields: ["broken"] });
    work.ahead(misplaced(work));
  };
  await expect(house.work(actor, broken)).rejects.toMatchObject({ code: "23503" });
  const noticed = async (work: Work) => {
    await broken(work);
    await work.db.selectFrom("teams").selectAll().execute();
  };
  await expect(house.work(actor, noticed)).rejects.toMatchObject({ code: "23503" });
  await expect(house.work(actor, async (work) => work.ahead(misplaced(work)))).rejects.toMatchObject({
    code: "23503",
  });
  const kept = house.system.selectFrom("teams").selectAll().where("workspaceId", "=", workspaceId);
  expect(await kept.execute()).toEqual([]);
  const told = house.system
    .selectFrom("events")
    .select("data")
    .where("workspaceId", "=", workspaceId)
    .where("name", "=", "workspace.changed");
  expect(await told.execute()).toEqual([]);
  await house.work(actor, (work) => work.db.selectFrom("teams").selectAll().execute());
});
