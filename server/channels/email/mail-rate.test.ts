import { expect, test } from "vitest";
import { MailRate } from "./mail-rate.ts";

const at = (seconds: number) => new Date(1_795_000_000_000 + seconds * 1000);
const count = (rate: MailRate, ip: string, tries: number, seconds: number) =>
  Array.from({ length: tries }, () => rate.allows(ip, at(seconds))).filter(Boolean).length;

test("as many at once as in a minute, then evenly; others are not touched", () => {
  const rate = new MailRate(60);
  expect(count(rate, "9.9.9.9", 100, 0)).toBe(60);
  expect(count(rate, "9.9.9.9", 100, 10)).toBe(10);
  expect(count(rate, "9.9.9.10", 100, 10)).toBe(60);
  expect(count(rate, "9.9.9.9", 100, 3600)).toBe(60);
});

test("an IPv6 customer is one network, however many addresses they use", () => {
  const rate = new MailRate(10);
  expect(count(rate, "2a00:1:2:3::1", 10, 0)).toBe(10);
  expect(count(rate, "2a00:1:2:3:ffff::9", 1, 0)).toBe(0);
  expect(count(rate, "2a00:1:2:4::1", 1, 0)).toBe(1);
});

test("an IPv4 address is the same one when it comes as IPv6", () => {
  const rate = new MailRate(1);
  expect(count(rate, "9.9.9.9", 1, 0)).toBe(1);
  expect(count(rate, "::ffff:9.9.9.9", 1, 0)).toBe(0);
});

test("without a number our own network may hand in what it has", () => {
  const rate = new MailRate(null);
  expect(count(rate, "127.0.0.1", 1000, 0)).toBe(1000);
  expect(count(rate, "::ffff:10.0.0.5", 1000, 0)).toBe(1000);
  expect(count(rate, "9.9.9.9", 1000, 0)).toBe(300);
});
