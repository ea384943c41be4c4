import { expect, test } from "vitest";
import { readComplaint } from "./complaint.ts";
import { readMail } from "./mail.ts";

const report = (fields: string[], original: string[], type = "message/rfc822") =>
  Buffer.from(
    [
      "From: <feedback@provider.example>",
      "Subject: FW: Offer",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "This is an email abuse report.",
      "--b",
      "Content-Type: message/feedback-report",
      "",
      ...fields,
      "--b",
      `Content-Type: ${type}`,
      "",
      ...original,
      "--b--",
      "",
    ].join("\r\n"),
  );

const original = ["From: us@shop.example", "Message-ID: <Sent-1@shop.example>", "Subject: Offer", "", "Buy."];
const read = async (...given: Parameters<typeof report>) => readComplaint(await readMail(report(...given)));

test.each([
  [
    "abuse with the whole mail",
    ["Feedback-Type: abuse", "Original-Rcpt-To: <ana@home.example>"],
    "abuse",
    "ana@home.example",
  ],
  ["without who complained", ["Feedback-Type: Abuse", "User-Agent: x/1"], "abuse", ""],
  ["fraud", ["Feedback-Type: fraud", "Original-Rcpt-To: ana@home.example"], "fraud", "ana@home.example"],
  ["without a type", ["Version: 1"], "abuse", ""],
])("%s", async (_, fields, type, address) => {
  expect(await read(fields, original)).toEqual({ type, address, originalMessageId: "Sent-1@shop.example" });
});

test("headers alone are enough to know which mail it is about", async () => {
  const headers = original.slice(0, 3);
  expect(await read(["Feedback-Type: abuse"], headers, "text/rfc822-headers")).toMatchObject({
    originalMessageId: "Sent-1@shop.example",
  });
});

test("a report that names no mail is about none", async () => {
  expect(await read(["Feedback-Type: abuse"], ["Subject: x", "", "y"])).toMatchObject({
    originalMessageId: null,
  });
});

test.each([["not-spam"], ["auth-failure"]])("%s is no complaint", async (type) => {
  expect(await read([`Feedback-Type: ${type}`], original)).toBeNull();
});

test("a person who writes about complaints does not complain", async () => {
  const mail =
    "From: a@b.example\r\nSubject: abuse\r\n\r\nFeedback-Type: abuse\r\nMessage-ID: <Sent-1@shop.example>\r\n";
  expect(readComplaint(await readMail(Buffer.from(mail)))).toBeNull();
});
