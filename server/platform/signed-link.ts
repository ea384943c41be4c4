import type { Secrets } from "./secrets.ts";

/** What a signed link says: a row of one workspace, and until when. */
export interface LinkContent {
  workspaceId: string;
  id: string;
  expiresAt: Date;
}

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex");
const uuidOf = (bytes: Buffer) =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** A token for a URL: workspace, row and expiry (seconds since 1970), with 16 bytes of HMAC-SHA256 for this purpose. */
export function signLink(
  secrets: Secrets,
  purpose: string,
  { workspaceId, id, expiresAt }: LinkContent,
): string {
  const expiry = Buffer.alloc(5);
  expiry.writeUIntBE(Math.floor(expiresAt.getTime() / 1000), 0, 5);
  const content = Buffer.concat([bytesOf(workspaceId), bytesOf(id), expiry]);
  return Buffer.concat([content, secrets.sign(purpose, content).subarray(0, 16)]).toString("base64url");
}

/** What the token says, or null when it was not signed here for this purpose. Expiry is for the caller to judge. */
export function readLink(secrets: Secrets, purpose: string, token: string): LinkContent | null {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 53) return null;
  const content = bytes.subarray(0, 37);
  if (!secrets.verify(purpose, content, bytes.subarray(37))) return null;
  return {
    workspaceId: uuidOf(content.subarray(0, 16)),
    id: uuidOf(content.subarray(16, 32)),
    expiresAt: new Date(content.readUIntBE(32, 5) * 1000),
  };
}
