import { expect, test } from "vitest";
import { z } from "zod";
import { asProblem, ProblemError } from "./problem.ts";

test("what zod refuses is a request that is not right, with the fields that are wrong", () => {
  const refused = z
    .object({ imap: z.object({ host: z.string().min(1), port: z.number() }) })
    .safeParse({ imap: { host: "", port: "25" } });
  const problem = asProblem(refused.error);
  expect(problem.code).toBe("invalid_request");
  expect(Object.keys(problem.fields)).toEqual(["imap.host", "imap.port"]);
});

test("a field at which the server points is named as forms name it", () => {
  const errors = [
    { path: "/imap/host", message: "Too short" },
    { path: "/days/0/a~1b", message: "Too long" },
    { path: "name", message: "Missing" },
  ];
  expect(new ProblemError("invalid_request", 400, "", { errors }).fields).toEqual({
    "imap.host": "Too short",
    "days.0.a/b": "Too long",
    name: "Missing",
  });
});

test("anything else that is thrown is an answer that could not be read", () => {
  expect(asProblem(new TypeError("no")).code).toBe("unreadable");
});
