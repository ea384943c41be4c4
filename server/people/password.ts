import { hash, verify } from "@node-rs/argon2";
import { newToken } from "../platform/secrets.ts";

/** Argon2id with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// The same password typed on two systems may arrive composed differently.
const normal = (password: string) => password.normalize("NFKC");

let decoy: Promise<string> | null = null;

/** What is kept of a password; takes tens of milliseconds, so never inside a work. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost);
}

/** Whether the password is right; somebody without one costs the same time and is never right. */
export async function verifyPassword(kept: string | null, password: string): Promise<boolean> {
  if (kept) return verify(kept, normal(password));
  decoy ??= hashPassword(newToken());
  await verify(await decoy, normal(password));
  return false;
}
