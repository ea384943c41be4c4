import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

const block = 512;
const seal = "sha256";

export interface Entry {
  name: string;
  content: Buffer;
}

/**
 * Writes a tar of small entries, gzipped, whose last entry `sha256` is the hash of every byte before it in the tar.
 * It gets its name only when it is whole and on disk; refuses a name that is taken.
 */
export class ArchiveWriter {
  readonly #path: string;
  readonly #draft: string;
  readonly #hash = createHash("sha256");
  readonly #gzip = createGzip({ level: 6 });
  readonly #written: Promise<void>;

  constructor(path: string) {
    this.#path = path;
    this.#draft = `${path}.unfinished`;
    if (existsSync(path)) throw new Error(`${path} is there already, and a backup overwrites nothing.`);
    // What is in it is as secret as the data directory.
    const file = createWriteStream(this.#draft, { flags: "wx", mode: 0o600 });
    this.#written = pipeline(this.#gzip, file);
    this.#written.catch(() => {});
  }

  async add(name: string, content: Buffer): Promise<void> {
    await this.#begin(name, content.length);
    await this.#write(content);
    await this.#pad(content.length);
  }

  /** Refuses a stream that does not hold exactly `size` bytes: the archive is then worthless. */
  async addStream(name: string, size: number, stream: Readable): Promise<void> {
    await this.#begin(name, size);
    let seen = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      seen += chunk.length;
      await this.#write(chunk);
    }
    if (seen !== size) throw new Error(`${name} should have ${size} bytes and has ${seen}.`);
    await this.#pad(size);
  }

  async finish(): Promise<void> {
    await this.add(seal, Buffer.from(`${this.#hash.copy().digest("hex")}\n`));
    await this.#write(Buffer.alloc(2 * block));
    this.#gzip.end();
    await this.#written;
    const file = await open(this.#draft, "r");
    await file.sync();
    await file.close();
    await rename(this.#draft, this.#path);
  }

  async abandon(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => {});
    await rm(this.#draft, { force: true });
  }

  async #begin(name: string, size: number): Promise<void> {
    await this.#write(header(name, size));
  }

  async #pad(size: number): Promise<void> {
    await this.#write(Buffer.alloc(padding(size)));
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    // A full disk ends the pipeline, and then nothing drains any more.
    if (!this.#gzip.write(bytes)) await Promise.race([once(this.#gzip, "drain"), this.#written]);
  }
}

/** The entries of an archive, one in memory at a time; refuses one that is cut short or was changed, at its end. */
export async function* readArchive(path: string): AsyncGenerator<Entry> {
  const bytes = new Bytes(path);
  const hash = createHash("sha256");
  for (;;) {
    const head = await bytes.take(block);
    if (head[0] === 0) throw damaged();
    const { name, size } = readHeader(head);
    const content = await bytes.take(size);
    const rest = await bytes.take(padding(size));
    if (name === seal) {
      if (content.toString().trim() !== hash.digest("hex")) throw damaged();
      return;
    }
    hash.update(head).update(content).update(rest);
    yield { name, content };
  }
}

const padding = (size: number) => (block - (size % block)) % block;
const damaged = () => new Error("The backup is damaged or was cut short: it is not used.");

/** A POSIX ustar header, so that any tar can list and unpack the file. */
function header(path: string, size: number): Buffer {
  const cut = path.length > 100 ? path.lastIndexOf("/") : -1;
  const head = Buffer.alloc(block);
  head.write(path.slice(cut + 1), 0, 100);
  head.write("0000600\0", 100);
  head.write("0000000\0", 108);
  head.write("0000000\0", 116);
  head.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  head.write("00000000000\0", 136);
  head.write("        ", 148);
  head.write("0", 156);
  head.write("ustar\x0000", 257);
  if (cut > 0) head.write(path.slice(0, cut), 345, 155);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return head;
}

function readHeader(head: Buffer): { name: string; size: number } {
  const text = (from: number, length: number) =>
    head.toString("latin1", from, from + length).replace(/\0.*$/s, "");
  const size = Number.parseInt(text(124, 12), 8);
  if (text(257, 5) !== "ustar" || !Number.isSafeInteger(size)) throw damaged();
  const prefix = text(345, 155);
  return { name: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), size };
}

/** Takes exact numbers of bytes from a gzipped file. */
class Bytes {
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #length = 0;

  constructor(path: string) {
    const gunzip = createGunzip();
    createReadStream(path)
      .on("error", (error) => gunzip.destroy(error))
      .pipe(gunzip);
    this.#chunks = gunzip[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async take(count: number): Promise<Buffer> {
    while (this.#length < count) {
      const { value, done } = await this.#chunks.next().catch((error: NodeJS.ErrnoException) => {
        throw error.code?.startsWith("Z_") ? damaged() : error;
      });
      if (done) throw damaged();
      this.#held.push(value);
      this.#length += value.length;
    }
    const all = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held);
    this.#held = [all?.subarray(count) ?? Buffer.alloc(0)];
    this.#length -= count;
    return all?.subarray(0, count) ?? Buffer.alloc(0);
  }
}
