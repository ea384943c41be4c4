import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "../../shared/endpoint.ts";
import { me } from "../../shared/me.ts";
import { Problem, problems } from "../../shared/problem.ts";
import { createTeam, listTeams } from "../../shared/teams.ts";
import { getWorkspace } from "../../shared/workspace.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { authenticate } from "../people/session.ts";
import { answer } from "./http.ts";
import { openServer } from "./server.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
});
afterAll(() => house.close());

interface Sent {
  method: "GET" | "POST" | "PUT" | "DELETE";
  url: string;
  payload?: string;
  headers?: Record<string, string>;
}

/** Sends as the owner and expects a problem as RFC 9457 describes it. */
async function problem({ headers, ...sent }: Sent): Promise<Problem> {
  const response = await house.app.fastify.inject({ ...sent, headers: { cookie: owner.cookie, ...headers } });
  expect(response.headers["content-type"]).toMatch(/^application\/problem\+json/);
  const told = Problem.strict().parse(response.json());
  expect(told.status).toBe(response.statusCode);
  expect(told.type).toBe(`urn:baton:problem:${told.code}`);
  expect([told.status, told.title]).toEqual(problems[told.code as keyof typeof problems]);
  expect(response.body).not.toMatch(/node_modules|at .*\.ts:\d/);
  return told;
}

const json = { "content-type": "application/json" };

test("what is not as described is refused with the place of each mistake", async () => {
  const told = await problem({
    method: "POST",
    url: createTeam.path,
    payload: JSON.stringify({ name: "", leadId: "nobody" }),
    headers: json,
  });
  expect(told).toMatchObject({ status: 400, code: "invalid_request" });
  expect(told.errors?.map(({ path }) => path).sort()).toEqual(["/leadId", "/memberIds", "/name"]);
  expect(await problem({ method: "GET", url: `${listTeams.path}?limit=1000` })).toMatchObject({
    status: 400,
  });
  expect(await problem({ method: "GET", url: `${listTeams.path}?after=bogus` })).toMatchObject({
    status: 400,
  });
});

test("an address or a method that is not there is a problem like any other", async () => {
  expect(await problem({ method: "GET", url: "/api/nothing-here" })).toMatchObject({
    status: 404,
    code: "not_found",
  });
  expect(await problem({ method: "DELETE", url: me.path })).toMatchObject({ status: 404 });
});

test("a body that is no JSON, of another kind, or too large is refused before anything is done", async () => {
  const post = { method: "POST", url: createTeam.path } as const;
  expect(await problem({ ...post, payload: '{"name":', headers: json })).toMatchObject({ status: 400 });
  expect(await problem({ ...post, payload: "", headers: json })).toMatchObject({ status: 400 });
  expect(
    await problem({ ...post, payload: "<team/>", headers: { "content-type": "text/xml" } }),
  ).toMatchObject({ status: 400 });
  const large = JSON.stringify({ name: "x".repeat(3_000_000) });
  expect(await problem({ ...post, payload: large, headers: json })).toMatchObject({
    status: 413,
    code: "too_large",
  });
});

test("a character that the database cannot keep is the asker's mistake, not ours", async () => {
  const body = { name: "Nul\u0000l", leadId: owner.id, memberIds: [] };
  const told = await problem({
    method: "POST",
    url: createTeam.path,
    payload: JSON.stringify(body),
    headers: json,
  });
  expect(told).toMatchObject({ status: 400, code: "invalid_request" });
});

test("who may not ask is told so before what they sent is looked at", async () => {
  const post = {
    method: "POST",
    url: createTeam.path,
    payload: "{",
    headers: { ...json, cookie: "" },
  } as const;
  expect(await problem(post)).toMatchObject({ status: 401, code: "not_signed_in" });
  const agent = await newAgent(house, owner.workspaceId, "agent");
  expect(await problem({ ...post, headers: { ...json, cookie: agent.cookie } })).toMatchObject({
    status: 403,
  });
  expect(
    await problem({ method: "GET", url: me.path, headers: { cookie: "baton_session=guessed" } }),
  ).toMatchObject({ status: 401 });
  expect(
    await problem({ method: "GET", url: me.path, headers: { cookie: "", authorization: "Bearer guessed" } }),
  ).toMatchObject({ status: 401 });
});

test("a page of another site cannot act with the cookie of whoever looks at it", async () => {
  const body = { name: "Forged", leadId: owner.id, memberIds: [] };
  const sent = { method: "POST", url: createTeam.path, payload: JSON.stringify(body) } as const;
  expect(await problem({ ...sent, headers: { ...json, "sec-fetch-site": "cross-site" } })).toMatchObject({
    status: 403,
  });
  const { items } = await owner.call(listTeams);
  expect(items.map(({ name }) => name)).not.toContain("Forged");
  expect(await owner.try(createTeam, { body }, { "sec-fetch-site": "same-origin" })).toMatchObject({
    status: 200,
  });
});

test("every answer keeps browsers from guessing, framing and caching", async () => {
  const { headers } = await house.app.fastify.inject({
    method: "GET",
    url: getWorkspace.path,
    headers: { cookie: owner.cookie },
  });
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  });
});

test("a reply holds nothing that its endpoint does not name, and one that breaks its shape changes nothing", async () => {
  const shown = endpoint({
    method: "POST",
    path: "/api/test/shown",
    summary: "Shows a name.",
    audience: "member",
    body: z.object({ break: z.boolean() }),
    reply: z.object({ name: z.string(), inner: z.object({ id: z.string() }) }),
  });
  const fastify = await openServer(house);
  answer(
    { fastify, house, authenticate: (request) => authenticate(house, request) },
    shown,
    async ({ body }, work) => {
      work.record("workspace.changed", { fields: ["shown"] });
      const secret = {
        name: body.break ? (7 as never) : "Ada",
        password: "x",
        inner: { id: "1", token: "y" },
      };
      return secret;
    },
  );
  const ask = (broken: boolean) =>
    fastify.inject({
      method: "POST",
      url: shown.path,
      payload: { break: broken },
      headers: { cookie: owner.cookie },
    });
  expect((await ask(false)).json()).toEqual({ name: "Ada", inner: { id: "1" } });
  expect((await ask(true)).json()).toMatchObject({ status: 500, code: "internal" });
  const { rows } = await sql`select 1 from events where data->'fields'->>0 = 'shown'`.execute(house.system);
  expect(rows).toHaveLength(1);
  await fastify.close();
});

test("the description of the API names every endpoint, its scope and its problems, and is OpenAPI 3.1", async () => {
  const described = house.app.fastify.swagger() as unknown as {
    openapi: string;
    paths: Record<
      string,
      Record<string, { description: string; responses: Record<string, unknown>; security: unknown[] }>
    >;
  };
  expect(described.openapi).toBe("3.1.0");
  const post = described.paths[createTeam.path]?.["post"];
  expect(post?.description).toContain("people:write");
  expect(Object.keys(post?.responses ?? {})).toEqual(
    expect.arrayContaining(["200", "400", "409", "500", "503"]),
  );
  expect(described.paths["/api/session"]?.["post"]?.security).toEqual([]);
});
