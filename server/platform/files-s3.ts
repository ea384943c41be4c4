import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { AwsClient } from "aws4fetch";
import type { Config } from "./config.ts";
import { type FileStore, sha256Of } from "./file-store.ts";

/** Milliseconds until a storage that does not answer counts as away. */
const patience = 30_000;

/** S3-compatible storage, path-style addresses, one object a file. */
export function s3Store(options: NonNullable<Config["s3"]>): FileStore {
  const client = new AwsClient({ ...options, service: "s3", retries: 3 });
  const send = (url: string, more: RequestInit = {}) =>
    client.fetch(url, { ...more, signal: AbortSignal.timeout(patience) });
  const urlOf = (workspaceId: string, sha256: Buffer) =>
    `${options.endpoint}/${options.bucket}/${workspaceId}/${sha256.toString("hex")}`;

  const get = async (workspaceId: string, sha256: Buffer): Promise<Response> => {
    const response = await send(urlOf(workspaceId, sha256));
    if (!response.ok) throw new Error(`The file storage answered ${response.status}.`);
    return response;
  };

  return {
    put: async (workspaceId, content) => {
      const sha256 = sha256Of(content);
      const response = await send(urlOf(workspaceId, sha256), {
        method: "PUT",
        body: new Uint8Array(content),
      });
      if (!response.ok) throw new Error(`The file storage answered ${response.status}.`);
      return { sha256, size: content.length };
    },
    read: async (workspaceId, sha256) => Buffer.from(await (await get(workspaceId, sha256)).arrayBuffer()),
    stream: async (workspaceId, sha256) => {
      const { body } = await get(workspaceId, sha256);
      return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]);
    },
    healthy: async () => {
      const response = await send(`${options.endpoint}/${options.bucket}?list-type=2&max-keys=1`).catch(
        () => null,
      );
      return response?.ok ?? false;
    },
  };
}
