import { expect, test } from "vitest";
import { automatic, mayAnswer } from "./automatic.ts";
import { readMail } from "./mail.ts";

async function mail(...headers: string[]) {
  return readMail(Buffer.from(`${headers.join("\r\n")}\r\n\r\nHello\r\n`));
}

test("says which header decided", async () => {
  const found = automatic(
    await mail("From: a@example.com", "Auto-Submitted: auto-generated"),
    "a@example.com",
  );

  expect(found).toEqual({ automatic: true, kind: "notification", why: "Auto-Submitted: auto-generated" });
});

test("the envelope counts more than a Return-Path someone wrote", async () => {
  const read = await mail("From: a@example.com", "Return-Path: <>");

  expect(automatic(read, "a@example.com").automatic).toBe(false);
  expect(automatic(read).automatic).toBe(true);
});

test("nobody answers the null path, ourselves, robots' paths or a mail without sender", async () => {
  const person = await mail("From: a@example.com");

  expect(mayAnswer(person, "a@example.com").answer).toBe(true);
  expect(mayAnswer(person, "").answer).toBe(false);
  expect(mayAnswer(person, "a@example.com", ["A@example.com"]).answer).toBe(false);
  expect(mayAnswer(person, "MAILER-DAEMON@example.com").answer).toBe(false);
  expect(mayAnswer(await mail("Subject: x"), "a@example.com").answer).toBe(false);
});
