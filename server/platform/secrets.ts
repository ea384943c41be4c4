import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, link, mkdir, open, readFile, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Seals what must not be read from a stolen database, and signs what goes out and comes back. */
export interface Secrets {
  /** AES-256-GCM: 12 bytes nonce, 16 bytes tag, then the text. */
  seal(text: string): Buffer;
  /** Refuses what was not sealed with this key. */
  unseal(sealed: Buffer): string;
  /** HMAC-SHA256 for one purpose; keys of two purposes have nothing to do with each other. */
  sign(purpose: string, content: string | Buffer): Buffer;
  verify(purpose: string, content: string | Buffer, signature: Buffer): boolean;
  /** A key of 32 bytes for one purpose. */
  key(purpose: string): Buffer;
}

/** The key is BATON_SECRET_KEY, or 32 random bytes made once in the data directory, readable by its owner only. */
export async function openSecrets(dataDir: string, configured: string | null): Promise<Secrets> {
  return secretsOf(configured ? createHash("sha256").update(configured).digest() : await keyFile(dataDir));
}

export function secretsOf(master: Buffer): Secrets {
  const keys = new Map<string, Buffer>();
  const key = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const made = Buffer.from(hkdfSync("sha256", master, "baton", purpose, 32));
    keys.set(purpose, made);
    return made;
  };
  const sign = (purpose: string, content: string | Buffer) =>
    createHmac("sha256", key(purpose)).update(content).digest();
  return {
    key,
    sign,
    verify: (purpose, content, signature) => {
      const right = sign(purpose, content).subarray(0, signature.length);
      return signature.length >= 8 && right.length === signature.length && timingSafeEqual(right, signature);
    },
    seal: (text) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key("seal"), nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    unseal: (sealed) => {
      // Without the length a shortened tag would do, and that one can be guessed.
      const decipher = createDecipheriv("aes-256-gcm", key("seal"), sealed.subarray(0, 12), {
        authTagLength: 16,
      });
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
    },
  };
}

/** Which master key this is, without telling it: 32 hexadecimal digits, so that a backup can name the key it needs. */
export function keyPrint(secrets: Secrets): string {
  return secrets.sign("which key", "").toString("hex").slice(0, 32);
}

async function keyFile(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, "secret.key");
  await mkdir(dataDir, { recursive: true });
  if (!existsSync(path)) await makeKeyFile(path);
  await chmod(path, 0o600);
  const key = Buffer.from((await readFile(path, "utf8")).trim(), "hex");
  if (key.length !== 32)
    throw new Error(
      `${path} does not hold a key; restore it from your backup, or remove it and enter the passwords of your inboxes anew.`,
    );
  return key;
}

/** Whole or not at all: a crash must not leave a key of no length, nor two starts at once two keys. */
async function makeKeyFile(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("hex")}\n`, { flag: "wx", mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

/** What is kept of a token: only its SHA-256. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** A new secret token, 32 random bytes, safe in a URL and a cookie. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}
