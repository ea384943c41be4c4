import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askOutside, Forbidden, isPublic } from "./outside.ts";

let server: Server;
let base = "";

beforeAll(async () => {
  server = createServer((request, reply) => {
    if (request.url === "/away") return void reply.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    if (request.url === "/long") return void reply.end("x".repeat(5000));
    if (request.url === "/silent") return;
    request.pipe(reply);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = { privateHosts: true };
const usual = { privateHosts: false };

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.100.100.100",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:a9fe:a9fe",
  "64:ff9b::7f00:1",
  "fe80::1",
  "fd00:ec2::254",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "localhost",
  "",
])("%s is no address of the public internet", (address) => expect(isPublic(address)).toBe(false));

test.each(["9.9.9.9", "172.32.0.1", "2620:fe::fe", "2a00:1450:4001::1"])("%s is one", (address) =>
  expect(isPublic(address)).toBe(true),
);

test.each([
  "http://9.9.9.9/",
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://localhost/",
  "https://2130706433/",
  "https://0x7f.1/",
  "ftp://9.9.9.9/",
  "file:///etc/passwd",
])("%s is not asked", async (url) => {
  await expect(askOutside(usual, { url })).rejects.toThrow(Forbidden);
});

test("asks and reads where the house allows its own network", async () => {
  const body = "grant_type=ä";
  expect(await askOutside(open, { url: base, method: "POST", body })).toEqual({ status: 200, text: body });
});

test("a redirect is an answer, not a way", async () => {
  expect((await askOutside(open, { url: `${base}/away` })).status).toBe(302);
});

test("an answer that is too long or does not come is an error", async () => {
  await expect(askOutside(open, { url: `${base}/long`, most: 1000 })).rejects.toThrow("too long");
  await expect(askOutside(open, { url: `${base}/silent`, within: 50 })).rejects.toThrow(/./);
});
