import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

interface Described {
  summary?: string;
  requestBody?: { content: Record<string, unknown> };
  parameters?: { in: string; name: string }[];
  responses: Record<
    string,
    { content?: Record<string, { schema: { properties?: Record<string, { format?: string }> } }> }
  >;
}

test("the API describes itself in OpenAPI 3.1, each endpoint with a sentence, its reply and its problems", async () => {
  const response = await house.app.fastify.inject({ method: "GET", url: "/api/openapi.json" });
  expect(response.statusCode).toBe(200);
  const document = response.json() as { openapi: string; paths: Record<string, Record<string, Described>> };
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ name: `${method} ${path}`, described })),
  );
  expect(operations.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["post /api/conversations", "get /api/me", "put /api/conversations/{id}/promise"]),
  );
  const silent = operations.filter(
    ({ described }) => !described.summary || !described.responses["200"] || !described.responses["400"],
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
  const me =
    document.paths["/api/conversations/{id}"]?.["get"]?.responses["200"]?.content?.["application/json"]
      ?.schema;
  expect(me?.properties?.["createdAt"]).toMatchObject({ format: "date-time" });
});

test("the API tells what may not be asked, is not there, too large or repeated, and how a file is sent", async () => {
  const response = await house.app.fastify.inject({ method: "GET", url: "/api/openapi.json" });
  const { paths } = response.json() as { paths: Record<string, Record<string, Described>> };
  const of = (method: string, path: string) => {
    const { parameters = [], responses } = paths[path]?.[method] ?? { responses: {} };
    const headers = parameters.filter((one) => one.in === "header").map(({ name }) => name);
    return { answers: Object.keys(responses), headers };
  };
  expect(of("get", "/api/conversations/{id}")).toEqual({
    answers: ["200", "400", "401", "403", "404", "500", "503"],
    headers: [],
  });
  expect(of("post", "/api/conversations/{id}/notes")).toEqual({
    answers: ["200", "400", "401", "403", "404", "413", "422", "500", "503"],
    headers: ["Idempotency-Key"],
  });
  expect(Object.keys(paths["/api/files"]?.["post"]?.requestBody?.content ?? {})).toEqual([
    "multipart/form-data",
  ]);
  expect(of("post", "/api/session").headers).toEqual([]);
  expect(of("get", "/api/setup").answers).toEqual(["200", "400", "500", "503"]);
});
