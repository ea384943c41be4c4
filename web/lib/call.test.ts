import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { endpoint, nothing, one } from "../../shared/endpoint.ts";
import { moment } from "../../shared/moment.ts";
import { call, onSignedOut, urlOf } from "./call.ts";
import { ProblemError } from "./problem.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const thing = z.object({ name: z.string(), at: moment });
const getThing = endpoint({
  method: "GET",
  path: "/api/things/:id",
  summary: "",
  audience: "member",
  params: one,
  query: z.object({ limit: z.coerce.number().default(5), after: z.string().optional() }),
  reply: thing,
});
const makeThing = endpoint({
  method: "POST",
  path: "/api/things",
  summary: "",
  audience: "member",
  body: z.object({ name: z.string(), dueAt: moment }),
  reply: nothing,
});

const fetched = vi.fn<(url: string, request: RequestInit) => Promise<Response>>();
const answer = (body: unknown, status = 200) =>
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
const problem = (code: string, status: number, more = {}) =>
  answer({ type: "urn:x", title: "Title", status, code, detail: "Detail", ...more }, status);
const sent = (index = 0) =>
  fetched.mock.calls[index]?.[1] as { headers: Record<string, string>; body: string };

beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => {
  fetched.mockReset();
  vi.unstubAllGlobals();
  onSignedOut(() => {});
});

test("fills in the path, leaves out what is undefined, and escapes", () => {
  expect(urlOf(getThing, { params: { id: "a/b" }, query: { limit: 2, after: undefined } })).toBe(
    "/api/things/a%2Fb?limit=2",
  );
});

test("gives moments as dates, and takes them as dates", async () => {
  answer({ name: "lamp", at: "2026-03-01T10:00:00.000Z" });
  const found = await call(getThing, { params: { id } });
  expect(found.at).toEqual(new Date("2026-03-01T10:00:00Z"));

  answer({});
  await call(makeThing, { body: { name: "lamp", dueAt: new Date("2026-03-02T09:00:00Z") } });
  expect(JSON.parse(sent(1).body)).toEqual({ name: "lamp", dueAt: "2026-03-02T09:00:00.000Z" });
});

test("sends a key with every POST, a new one each time unless it is given", async () => {
  const body = { name: "lamp", dueAt: new Date() };
  for (let time = 0; time < 2; time++) answer({});
  await call(makeThing, { body });
  await call(makeThing, { body }, { idempotencyKey: "mine" });

  expect(sent(0).headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent(1).headers["idempotency-key"]).toBe("mine");
});

test("tries a POST again under the same key when the line breaks", async () => {
  fetched.mockRejectedValueOnce(new TypeError("network"));
  answer({});
  await call(makeThing, { body: { name: "lamp", dueAt: new Date() } });

  expect(fetched).toHaveBeenCalledTimes(2);
  expect(sent(1).headers["idempotency-key"]).toBe(sent(0).headers["idempotency-key"]);
});

test("gives up as unreachable when nobody answers at all", async () => {
  fetched.mockRejectedValue(new TypeError("network"));
  await expect(call(getThing, { params: { id } })).rejects.toMatchObject({ code: "unreachable" });
});

test("tells what the server said was wrong, field by field", async () => {
  problem("invalid_request", 400, { errors: [{ path: "name", message: "too long" }] });
  const error = await call(getThing, { params: { id } }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ code: "invalid_request", detail: "Detail", fields: { name: "too long" } });
});

test("refuses a reply that is not what was promised", async () => {
  answer({ name: 7, at: "yesterday" });
  await expect(call(getThing, { params: { id } })).rejects.toMatchObject({ code: "unreadable" });
});

test("says that one is signed out, but not that a password was wrong", async () => {
  const told = vi.fn<() => void>();
  onSignedOut(told);

  problem("wrong_credentials", 401);
  await call(getThing, { params: { id } }).catch(() => {});
  expect(told).not.toHaveBeenCalled();

  problem("not_signed_in", 401);
  await call(getThing, { params: { id } }).catch(() => {});
  expect(told).toHaveBeenCalledOnce();
});
