import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conditionTroubles } from "../../shared/condition-check.ts";
import { type Condition, type FieldType, operandOf, operatorsOf } from "../../shared/conditions.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { meets } from "./condition-memory.ts";
import { compile } from "./condition-sql.ts";
import type { Fact, Facts, Field, Frame } from "./conditions.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const people = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const teams = [4, 5].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const now = new Date("2030-05-15T12:00:00.000Z");
const frame: Frame = {
  now,
  today: "2030-05-15",
  me: people[0] ?? null,
  teamIds: teams.slice(0, 1),
  businessAgo: (minutes) => new Date(now.getTime() - minutes * 180_000),
};

const field = (type: FieldType, options: readonly string[] | null = null): Field => ({
  id: `a.${type}`,
  label: type,
  group: "conversation",
  type,
  options: options && options.map((value) => ({ value, label: value })),
  sql: sql.ref(`r.${type}`),
  as: type === "person" || type === "team" ? "uuid" : "text",
});
const fields: Field[] = [
  field("text"),
  field("number"),
  field("date"),
  field("day"),
  field("choice", ["red", "green", "Blue"]),
  field("choices"),
  field("boolean"),
  field("person"),
  field("team"),
];

// Few letters and near numbers, so that conditions meet something; cases, digraphs and accents that fold oddly.
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "B", "ä", "Σ", "ς", "İ", "ß", "%", "_", "\\", "'", " "),
    minLength: 1,
    maxLength: 4,
  }),
  fc
    .string({ unit: "binary", minLength: 1, maxLength: 3 })
    .filter((one) => !one.includes("\0") && one.isWellFormed()),
);
const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, -0, 1e300, 9007199254740992, -1.25, 1e-9),
);
const date = fc
  .integer({ min: -20_000, max: 20_000 })
  .map((minutes) => new Date(now.getTime() + minutes * 60_000));
const day = fc
  .integer({ min: -12, max: 12 })
  .map((days) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10));
const color = fc.constantFrom("red", "green", "Blue");
const tag = fc.constantFrom("vip", "refund", "Late", "a,b", '"', "{}", "NULL");

const factOf: Record<FieldType, fc.Arbitrary<Fact>> = {
  text: fc.oneof(text, fc.constant("")),
  number,
  date,
  day,
  choice: color,
  choices: fc.uniqueArray(tag, { maxLength: 4 }),
  boolean: fc.boolean(),
  person: fc.constantFrom(...people),
  team: fc.constantFrom(...teams),
};
const record = fc.record(
  Object.fromEntries(fields.map(({ id, type }) => [id, fc.option(factOf[type], { freq: 4 })])),
) as fc.Arbitrary<Facts>;

const single: Record<FieldType, fc.Arbitrary<unknown>> = {
  text,
  number,
  date: date.map((one) => one.toISOString()),
  day,
  choice: color,
  choices: tag,
  boolean: fc.boolean(),
  person: fc.constantFrom("me", ...people, ...people.map((id) => id.toUpperCase())),
  team: fc.constantFrom("my_teams", ...teams),
};

function valueFor(type: FieldType, operator: (typeof operatorsOf)[FieldType][number]): fc.Arbitrary<unknown> {
  const one = single[type];
  const place = (value: unknown) => (typeof value === "number" ? value : Date.parse(value as string));
  switch (operandOf(operator)) {
    case "nothing":
      return fc.constant(undefined);
    case "value":
      return one;
    case "list":
      return fc.array(one, { minLength: 1, maxLength: 3 });
    case "range":
      return fc.tuple(one, one).map((ends) => ends.sort((a, b) => place(a) - place(b)));
    case "span":
      return fc.record({
        amount: fc.integer({ min: 0, max: 40 }),
        unit:
          type === "day"
            ? fc.constant("days")
            : operator === "business_more_than_ago"
              ? fc.constantFrom("minutes", "hours")
              : fc.constantFrom("minutes", "hours", "days"),
      });
  }
}

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  ...fields.flatMap(({ id, type }) =>
    operatorsOf[type].map((operator) =>
      valueFor(type, operator).map((value) => ({
        field: id,
        operator,
        ...(value !== undefined && { value }),
      })),
    ),
  ),
);
const condition = fc.letrec<{ part: Condition }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie("part"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("part"), { maxLength: 3 }) }),
    fc.record({ not: tie("part") }),
  ),
})).part;

/** Which of the records each condition selects, by one query over all of them. */
async function selected(conditions: readonly Condition[], records: readonly Facts[]): Promise<number[][]> {
  const rows = records.map((facts, n) => ({
    n,
    ...Object.fromEntries(fields.map(({ id, type }) => [type, facts[id]])),
  }));
  const columns = conditions.map(
    (one, index) =>
      sql`array_agg(r.n order by r.n) filter (where ${compile(one, fields, frame)}) as ${sql.id(`c${index}`)}`,
  );
  const result = await sql<Record<string, number[] | null>>`
    select ${sql.join(columns)} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (n integer, text text,
      number double precision, date timestamptz, day date, choice text, choices text[], boolean boolean, person uuid, team uuid)`.execute(
    house.system,
  );
  return conditions.map((_, index) => result.rows[0]?.[`c${index}`] ?? []);
}

test("10,000 random conditions select the same of random rows in SQL and in memory", async () => {
  let seen = 0;
  let some = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(condition, { minLength: 50, maxLength: 50 }),
      fc.array(record, { minLength: 15, maxLength: 40 }),
      async (conditions, records) => {
        for (const one of conditions) expect(conditionTroubles(one, fields)).toEqual([]);
        const bySql = await selected(conditions, records);
        const byMemory = conditions.map((one) =>
          records.flatMap((facts, n) => (meets(one, fields, facts, frame) ? [n] : [])),
        );
        expect(bySql).toEqual(byMemory);
        seen += conditions.length;
        some += byMemory.filter((rows) => rows.length > 0 && rows.length < records.length).length;
      },
    ),
    { numRuns: 200 },
  );
  expect(seen).toBeGreaterThanOrEqual(10_000);
  // Conditions that select all or nothing would prove little.
  expect(some).toBeGreaterThan(seen / 3);
});

test.each(fields.map(({ id, type }) => [id, type] as const))(
  "an empty %s meets only what says empty or not",
  async (id, type) => {
    for (const operator of operatorsOf[type]) {
      const [value] = fc.sample(valueFor(type, operator), { numRuns: 1, seed: 7 });
      const asked = { field: id, operator, ...(value !== undefined && { value }) };
      const [rows] = await selected([asked], [{ [id]: null }]);
      const expected = ["is_not", "none_of", "not_contains", "is_empty"].includes(operator);
      expect([operator, rows?.length === 1]).toEqual([operator, expected]);
    }
  },
);

test("text of the request is never text of the query", () => {
  const compiled = compile(
    { field: "a.text", operator: "contains", value: "'; drop table agents --" },
    fields,
    frame,
  ).compile(house.system);
  expect(compiled.sql).not.toContain("drop");
  expect(compiled.parameters).toEqual(["'; drop table agents --"]);
});

test("says which part is wrong", () => {
  const wrong: Condition = {
    all: [
      { field: "a.text", operator: "is", value: "x" },
      {
        not: {
          any: [
            { field: "field.gone", operator: "is", value: "x" },
            { field: "a.number", operator: "contains", value: 1 },
            { field: "a.number", operator: "between", value: [2, 1] },
            { field: "a.choice", operator: "one_of", value: ["red", "pink"] },
            { field: "a.date", operator: "in_last", value: { amount: -1, unit: "hours" } },
            { field: "a.person", operator: "is", value: "anna" },
          ],
        },
      },
    ],
  };
  expect(conditionTroubles(wrong, fields)).toEqual([
    { path: "/all/1/not/any/0/field", message: 'The field "field.gone" does not exist (any more).' },
    { path: "/all/1/not/any/1/operator", message: '"contains" cannot be asked of number.' },
    { path: "/all/1/not/any/2/value", message: "number: the first end comes after the second." },
    { path: "/all/1/not/any/3/value", message: 'choice: "pink" cannot be chosen (any more).' },
    { path: "/all/1/not/any/4/value", message: "date: give a whole number from 0 to 10,000." },
    { path: "/all/1/not/any/5/value", message: 'person: give a person\'s id or "me".' },
  ]);
});
