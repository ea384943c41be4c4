import { createHash } from "node:crypto";
import type { Readable } from "node:stream";

/** Content by hash, apart for each workspace, so that nobody learns what another has. */
export interface FileStore {
  /** On safe storage when it returns; the same content twice is kept once. */
  put(workspaceId: string, content: Buffer): Promise<{ sha256: Buffer; size: number }>;
  read(workspaceId: string, sha256: Buffer): Promise<Buffer>;
  stream(workspaceId: string, sha256: Buffer): Promise<Readable>;
  /** Checks that writing works now. */
  healthy(): Promise<boolean>;
}

/** The hash that a content is kept under. */
export const sha256Of = (content: Buffer) => createHash("sha256").update(content).digest();
