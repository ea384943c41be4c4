import { afterEach, expect, test } from "vitest";
import { setUp, setupState } from "../../shared/setup.ts";
import { inject } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { verifyPassword } from "./password.ts";
import { setUpHeadless } from "./setup.ts";

let house: TestHouse;
afterEach(() => house.close());

const body = (number: number) => ({
  workspace: `Shop ${number}`,
  name: "Olga Owner",
  email: `olga${number}@shop.example`,
  password: "a long enough password",
  timeZone: "Europe/Berlin",
  locale: "de-AT",
});

test("the first one who asks becomes the owner, also when eight ask at once", async () => {
  house = await openTestHouse();
  expect((await inject(house, setupState, {}, {})).body).toEqual({ needed: true });
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, number) => inject(house, setUp, { body: body(number) }, {})),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array(7).fill(409)]);
  expect(answers.find(({ status }) => status === 409)?.body["code"]).toBe("already_set_up");
  expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({
    name: "Olga Owner",
    role: "owner",
    workspace: { timeZone: "Europe/Berlin", locale: "de-AT", firstReplyMinutes: 240 },
  });
  expect(await house.system.selectFrom("workspaces").select("id").execute()).toHaveLength(1);
  expect(await house.system.selectFrom("agents").select("id").execute()).toHaveLength(1);
  expect((await inject(house, setupState, {}, {})).body).toEqual({ needed: false });
});

test("an unknown time zone or language and a short password are refused, and setup stays open", async () => {
  house = await openTestHouse();
  const moon = await inject(house, setUp, { body: { ...body(1), timeZone: "Moon/Crater" } }, {});
  expect(moon).toMatchObject({ status: 422, body: { code: "unprocessable" } });
  const noLanguage = await inject(house, setUp, { body: { ...body(1), locale: "not a language" } }, {});
  expect(noLanguage).toMatchObject({ status: 422, body: { code: "unprocessable" } });
  const short = await inject(house, setUp, { body: { ...body(1), password: "short" } }, {});
  expect(short).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  expect((await inject(house, setupState, {}, {})).body).toEqual({ needed: true });
});

const environment = {
  BATON_SETUP_WORKSPACE: "Headless Shop",
  BATON_SETUP_EMAIL: "hanna@shop.example",
  BATON_SETUP_PASSWORD: "from the environment",
};

test("the environment sets up the first workspace once", async () => {
  house = await openTestHouse(environment);
  expect(await Promise.all([setUpHeadless(house), setUpHeadless(house)])).toContain(true);
  expect(await setUpHeadless(house)).toBe(false);
  const [owner, ...others] = await house.system.selectFrom("agents").selectAll().execute();
  expect(others).toEqual([]);
  expect(owner).toMatchObject({ name: "Hanna", email: "hanna@shop.example", role: "owner" });
  expect(await verifyPassword(owner?.passwordHash ?? null, "from the environment")).toBe(true);
});

test("without the environment nothing is set up, and a short password from it is refused with its name", async () => {
  house = await openTestHouse();
  expect(await setUpHeadless(house)).toBe(false);
  const short = {
    ...house,
    config: { ...house.config, setup: { workspace: "W", email: "a@b.example", password: "short" } },
  };
  await expect(setUpHeadless(short)).rejects.toThrow("BATON_SETUP_PASSWORD");
});
