import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSafe } from "node:https";
import { BlockList, isIP } from "node:net";
import type { Config } from "./config.ts";

/** A request to an address that somebody entered or a stranger named. */
export interface OutsideRequest {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Bytes of the answer that are read; more is an error. 1 MB by default. */
  most?: number;
  /** Milliseconds for all of it; 10,000 by default. */
  within?: number;
}

export interface OutsideReply {
  status: number;
  text: string;
}

/** An address that must not be asked: not https, or in a network of our own. */
export class Forbidden extends Error {}

// Two lists: one would find every IPv4 address in the part of IPv6 that hides them.
const own4 = new BlockList();
const own6 = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  own4.addSubnet(network, bits, "ipv4");
// Of IPv6 only what is given out to the world (2000::/3) is asked, less documentation, Teredo and 6to4, which hide IPv4.
for (const [network, bits] of [
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  own6.addSubnet(network, bits, "ipv6");

/** True for an address of the public internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !own4.check(address, "ipv4");
  return family === 6 && !own6.check(address, "ipv6");
}

/**
 * Asks an address of the outside: https only, no redirects, no network of our own, and the connection goes to the very address
 * that was checked. `privateHosts` of the configuration lifts both for houses that stand in one network with what they ask.
 */
export async function askOutside(
  { privateHosts }: Pick<Config, "privateHosts">,
  { url, method = "GET", headers = {}, body, most = 1_048_576, within = 10_000 }: OutsideRequest,
): Promise<OutsideReply> {
  const target = new URL(url);
  if (target.protocol !== "https:" && !(privateHosts && target.protocol === "http:"))
    throw new Forbidden(`${target.host} is not asked without encryption.`);
  const name = target.hostname.replace(/^\[|\]$/g, "");
  const addresses = await lookup(name, { all: true });
  if (!privateHosts && !addresses.every(({ address }) => isPublic(address)))
    throw new Forbidden(`${target.host} is in a network that is not asked from here.`);
  const { promise, resolve, reject } = Promise.withResolvers<OutsideReply>();
  const send = target.protocol === "https:" ? requestSafe : requestPlain;
  const asked = send(
    target,
    {
      method,
      headers: { ...headers, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
      signal: AbortSignal.timeout(within),
      agent: false,
      lookup: (_, { all }, done) =>
        all ? done(null, addresses) : done(null, addresses[0]?.address ?? "", addresses[0]?.family),
    },
    (reply) =>
      void readAll(reply, most).then((text) => resolve({ status: reply.statusCode ?? 0, text }), reject),
  );
  asked.on("error", reject);
  asked.end(body);
  return promise;
}

async function readAll(reply: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of reply as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Error("The answer is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
