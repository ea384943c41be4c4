import { expect, test } from "vitest";
import { bounceKind, bounceReason, smtpCodeIn, statusIn } from "./bounce-reason.ts";

test.each([
  ["5.1.1", "550 5.1.1 User unknown", "unknown_address", "hard"],
  [null, "550 No such user here", "unknown_address", "hard"],
  [null, "550 Requested action not taken: mailbox unavailable", "unknown_address", "hard"],
  ["5.1.2", "Host unknown", "unknown_host", "hard"],
  ["5.4.4", "Domain not found", "unknown_host", "hard"],
  ["5.2.1", "mailbox disabled", "disabled", "hard"],
  [null, "554 This account has been disabled", "disabled", "hard"],
  ["5.2.2", "over quota", "mailbox_full", "soft"],
  [null, "452 mailbox full", "mailbox_full", "soft"],
  ["5.3.4", "message too big", "too_large", "soft"],
  ["5.7.1", "550 5.7.1 Message rejected as spam by Content Filtering", "spam", "soft"],
  ["5.7.1", "Client host blocked using Spamhaus", "blocked", "soft"],
  ["5.7.26", "unauthenticated mail is prohibited, DMARC", "policy", "soft"],
  ["4.2.1", "try again later", "disabled", "soft"],
  ["4.4.1", "Connection timed out", "network", "soft"],
  ["4.4.7", "delivery time expired", "expired", "soft"],
  ["5.0.0", "no idea", "other", "hard"],
  [null, "421 too many connections", "rate_limited", "soft"],
] as const)("what servers say, sorted: %s %s is %s, %s", (status, said, reason, kind) => {
  expect(bounceReason(status, said)).toBe(reason);
  expect(bounceKind(status, smtpCodeIn(said), bounceReason(status, said))).toBe(kind);
});

test("a status is a code, not an address or a version", () => {
  expect(statusIn("said: 550 5.1.1 unknown")).toBe("5.1.1");
  expect(statusIn("(#5.1.1)")).toBe("5.1.1");
  expect(statusIn("host 10.5.1.1 said no")).toBeNull();
  expect(statusIn("Exim 4.96.2x")).toBeNull();
});
