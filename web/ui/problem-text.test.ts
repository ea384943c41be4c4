import { expect, test } from "vitest";
import { ProblemError } from "../lib/problem.ts";
import { asSentence, problemText } from "./problem-text.ts";

test("title and detail are two sentences", () => {
  const refused = new ProblemError("duplicate", 409, "there is an inbox with this address");
  expect(problemText(refused)).toEqual({
    title: "This exists already.",
    remedy: "There is an inbox with this address.",
  });
});

test("what is a sentence already stays as it is, and the same is not said twice", () => {
  expect(asSentence("Why not?")).toBe("Why not?");
  expect(asSentence("")).toBe("");
  expect(problemText(new ProblemError("in_use", 409, "This is still in use")).remedy).toBe("");
});

test("what is missing to resolve is named in the reader's words", () => {
  const said = (detail: string) => problemText(new ProblemError("fields_required", 422, detail)).remedy;
  expect(said("Serial is not filled in.")).toBe("Fill in first: Serial.");
  expect(
    said("Say what it was about. Say why it had to happen. Batch is not filled in. Colour is not filled in."),
  ).toBe("Fill in first: Topic, Root cause, Batch, and Colour.");
});
