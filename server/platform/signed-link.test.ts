import { expect, test } from "vitest";
import { newId } from "./ids.ts";
import { secretsOf } from "./secrets.ts";
import { readLink, signLink } from "./signed-link.ts";

const secrets = secretsOf(Buffer.alloc(32, 1));
const content = { workspaceId: newId(), id: newId(), expiresAt: new Date("2041-02-03T04:05:06Z") };

test("a link says what was signed, to the second, and fits into a line of mail", () => {
  const token = signLink(secrets, "tracker", content);
  expect(readLink(secrets, "tracker", token)).toEqual(content);
  expect(token).toMatch(/^[\w-]{71}$/);
});

test("a link for one purpose, with one key, unchanged and whole, and nothing else", () => {
  const token = signLink(secrets, "tracker", content);
  expect(readLink(secrets, "follow-up", token)).toBeNull();
  expect(readLink(secretsOf(Buffer.alloc(32, 2)), "tracker", token)).toBeNull();
  const bytes = Buffer.from(token, "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(readLink(secrets, "tracker", changed.toString("base64url"))).toBeNull();
  }
  for (const text of ["", "x", token.slice(1), `${token}AAAA`, "é".repeat(71)])
    expect(readLink(secrets, "tracker", text)).toBeNull();
});
