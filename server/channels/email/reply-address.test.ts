import { expect, test } from "vitest";
import { replyAddress, signReplyToken, tokenIn, verifyReplyToken } from "./reply-address.ts";

const key = Buffer.alloc(32, 7);
const id = Buffer.from("0123456789abcdef", "hex");

test("a signed token goes through an address and back, whatever the case", () => {
  const address = replyAddress("support@shop.example", signReplyToken(id, key));

  expect(address).toMatch(/^support\+[a-z2-7]{32}@shop\.example$/);
  expect(verifyReplyToken(tokenIn(address.toUpperCase()) ?? "", key)).toEqual(id);
});

test("every changed character and every other key is refused", () => {
  const token = signReplyToken(id, key);

  for (let i = 0; i < token.length; i++) {
    const other = token[i] === "a" ? "b" : "a";
    expect(verifyReplyToken(token.slice(0, i) + other + token.slice(i + 1), key)).toBeNull();
  }
  expect(verifyReplyToken(token, Buffer.alloc(32, 8))).toBeNull();
  for (const junk of ["", "x", token.slice(1), `${token}a`, "!".repeat(32), "0".repeat(32)])
    expect(verifyReplyToken(junk, key)).toBeNull();
});

test("a tag of the inbox is replaced, a local part over 64 characters refused", () => {
  const token = signReplyToken(id, key);

  expect(replyAddress("support+eu@shop.example", token)).toBe(`support+${token}@shop.example`);
  expect(replyAddress(`${"x".repeat(31)}@shop.example`, token).split("@")[0]).toHaveLength(64);
  expect(() => replyAddress(`${"x".repeat(32)}@shop.example`, token)).toThrow(RangeError);
  expect(() => signReplyToken(Buffer.alloc(7), key)).toThrow(RangeError);
});

test("addresses without a token have none", () => {
  for (const address of ["support@shop.example", "support+vip@shop.example", "", "@", "a+b"])
    expect(tokenIn(address)).toBeNull();
});
