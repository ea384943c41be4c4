import { createSocket } from "node:dgram";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Reader } from "./reader.ts";

/** A name server that hears everything and answers nothing. */
const silent = createSocket("udp4");
let reader: Reader;
beforeAll(async () => {
  await new Promise<void>((done) => silent.bind(0, "127.0.0.1", () => done()));
  reader = new Reader({ time: 45_000, memory: 256 });
});
afterAll(() => new Promise<void>((done) => silent.close(() => done())));

const signed = "DKIM-Signature: v=1; a=rsa-sha256; d=b.example; s=k; h=from; bh=AAAA; b=AAAA\r\n";

const read = (words: string, head = "") =>
  reader.read({
    raw: Buffer.from(`${head}From: a@b.example\r\n\r\n${words}\r\n`),
    envelopeFrom: "a@b.example",
    remoteIp: "",
    helo: "",
    own: [],
    dnsServer: `127.0.0.1:${silent.address().port}`,
    now: new Date(),
  });

test("while one mail waits for DNS those behind it are read", async () => {
  const order: string[] = [];
  const note = async (words: string, head?: string) => {
    const { text } = await read(words, head);
    order.push(text);
  };
  await Promise.all([note("slow", signed), note("first"), note("second"), note("third")]);
  expect(order).toEqual(["first", "second", "third", "slow"]);
});

test("a large mail is read alone, and those that wait for it are read after it", async () => {
  const long = `${"long ".repeat(300_000)}end`;
  const [large, small] = await Promise.all([read(long), read("small")]);
  expect(large.text.endsWith("end")).toBe(true);
  expect(small.text).toBe("small");
});
