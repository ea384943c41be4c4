import { X509Certificate } from "node:crypto";

/** What is inside an S/MIME envelope, as far as it can be seen without a key. */
export interface Cms {
  kind: "signed" | "encrypted" | "other";
  /** The mail that was signed; null when the signature stands apart or all is encrypted. */
  content: Buffer | null;
  /** Name and address of the first certificate, null without one. Nothing about it is checked. */
  signer: string | null;
}

interface Node {
  tag: number;
  /** Contents without tag and length. */
  body: Buffer;
  end: number;
}

const SIGNED = "2a864886f70d010702";
const ENCRYPTED = new Set(["2a864886f70d010703", "2a864886f70d0109100117"]);
const MAX_DEPTH = 24;
const MAX_NODES = 20_000;

/** Reads a CMS structure (RFC 5652) in DER or BER; null when it is none. */
export function readCms(bytes: Buffer): Cms | null {
  try {
    const budget = { nodes: 0 };
    const [type, wrapped] = children(nodeAt(bytes, 0, 0, budget)?.body, budget);
    const kind = type?.tag === 0x06 ? type.body.toString("hex") : "";
    if (ENCRYPTED.has(kind)) return { kind: "encrypted", content: null, signer: null };
    if (kind !== SIGNED || !wrapped)
      return kind === "" ? null : { kind: "other", content: null, signer: null };
    const [data] = children(wrapped.body, budget);
    return signedData(data?.body, budget);
  } catch {
    return null;
  }
}

function signedData(body: Buffer | undefined, budget: { nodes: number }): Cms {
  const parts = children(body, budget);
  // version, digestAlgorithms, encapContentInfo, [0] certificates …
  const [, explicit] = children(parts.find(({ tag }, i) => tag === 0x30 && i > 0)?.body, budget);
  const [octets] = children(explicit?.body, budget);
  const [certificate] = children(parts.find(({ tag }) => tag === 0xa0)?.body, budget);
  const content = octets ? joined(octets, budget, 0) : null;
  return {
    kind: "signed",
    content: content && content.length > 0 ? content : null,
    signer: certificate ? nameOf(certificate.body) : null,
  };
}

/** An octet string in one piece, or in many as streaming programs write it. */
function joined(node: Node, budget: { nodes: number }, depth: number): Buffer {
  if ((node.tag & 0x20) === 0) return node.body;
  if (depth > MAX_DEPTH) return Buffer.alloc(0);
  return Buffer.concat(children(node.body, budget).map((one) => joined(one, budget, depth + 1)));
}

function nameOf(body: Buffer): string | null {
  try {
    const { subject, subjectAltName } = new X509Certificate(sequenceOf(body));
    const name = /^CN=(.+)$/m.exec(subject)?.[1] ?? "";
    const mail =
      /email:([^\s,]+)/i.exec(subjectAltName ?? "")?.[1] ?? /^emailAddress=(.+)$/m.exec(subject)?.[1] ?? "";
    const told = name && mail && name !== mail ? `${name} <${mail}>` : name || mail;
    return told.replace(/\p{Cc}+/gu, " ").slice(0, 200) || null;
  } catch {
    return null;
  }
}

/** The certificate again with its tag and length, which the reading took off. */
function sequenceOf(body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([Buffer.from([0x30, 0x84]), length, body]);
}

function children(body: Buffer | undefined, budget: { nodes: number }): Node[] {
  const found: Node[] = [];
  for (let at = 0; body && at < body.length; ) {
    const node = nodeAt(body, at, 0, budget);
    if (!node || node.end <= at) break;
    found.push(node);
    at = node.end;
  }
  return found;
}

function nodeAt(bytes: Buffer, start: number, depth: number, budget: { nodes: number }): Node | null {
  if (++budget.nodes > MAX_NODES || depth > MAX_DEPTH || start + 2 > bytes.length) return null;
  const tag = bytes[start] ?? 0;
  const first = bytes[start + 1] ?? 0;
  let at = start + 2;
  if (first === 0x80) return indefinite(bytes, tag, at, depth, budget);
  let length = first;
  if (first > 0x80) {
    const size = first & 0x7f;
    if (size > 6 || at + size > bytes.length) return null;
    length = bytes.readUIntBE(at, size);
    at += size;
  }
  const end = Math.min(at + length, bytes.length);
  return { tag, body: bytes.subarray(at, end), end };
}

/** BER without a length: it ends with two zero bytes. */
function indefinite(
  bytes: Buffer,
  tag: number,
  from: number,
  depth: number,
  budget: { nodes: number },
): Node | null {
  let at = from;
  while (at + 1 < bytes.length && !(bytes[at] === 0 && bytes[at + 1] === 0)) {
    const inner = nodeAt(bytes, at, depth + 1, budget);
    if (!inner || inner.end <= at) return null;
    at = inner.end;
  }
  return { tag, body: bytes.subarray(from, at), end: Math.min(at + 2, bytes.length) };
}
