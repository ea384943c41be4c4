import { createSocket } from "node:dgram";

/** A DNS server on this machine that knows what a test tells it, over UDP as the real ones speak. */
export interface NameServer {
  /** `127.0.0.1:port`. */
  address: string;
  /** TXT records by name; a name that is not here does not exist. */
  txt: Map<string, string[]>;
  /** Mail servers by name. */
  mx: Map<string, string[]>;
  /** Names for which it answers SERVFAIL. */
  broken: Set<string>;
  close(): Promise<void>;
}

const types = { 15: "mx", 16: "txt" } as const;

export async function openNameServer(): Promise<NameServer> {
  const socket = createSocket("udp4");
  const zone = {
    txt: new Map<string, string[]>(),
    mx: new Map<string, string[]>(),
    broken: new Set<string>(),
  };
  socket.on("message", (query, { port, address }) => socket.send(replyTo(query, zone), port, address));
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  return {
    ...zone,
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise((done) => socket.close(() => done())),
  };
}

type Zone = Pick<NameServer, "txt" | "mx" | "broken">;

function replyTo(query: Buffer, zone: Zone): Buffer {
  const { name, end } = nameAt(query, 12);
  const type = types[query.readUInt16BE(end) as 15 | 16];
  const question = query.subarray(12, end + 4);
  const known = zone.txt.has(name) || zone.mx.has(name);
  const data = (type && zone[type].get(name))?.map(type === "mx" ? mxData : txtData) ?? [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(0x8180 | (zone.broken.has(name) ? 2 : known ? 0 : 3), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(data.length, 6);
  return Buffer.concat([header, question, ...data.map((bytes) => record(query.readUInt16BE(end), bytes))]);
}

function nameAt(bytes: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    labels.push(bytes.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  // The name of the question, by its place.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

const counted = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "latin1")]);
const txtData = (text: string) => Buffer.concat((text.match(/.{1,255}/gs) ?? [""]).map(counted));

function mxData(host: string): Buffer {
  const labels = host.split(".").filter((label) => label !== "");
  return Buffer.concat([Buffer.from([0, 10]), ...labels.map(counted), Buffer.from([0])]);
}
