import type { Scope } from "../../shared/endpoint.ts";
import { type ApiKey, needsOfScope } from "../../shared/keys.ts";
import { may } from "../platform/actor.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { newToken, tokenHash } from "../platform/secrets.ts";
import type { Work } from "../platform/work.ts";

/** The workspace's API keys, newest first, without their secrets. */
export async function listKeys(work: Work): Promise<{ items: ApiKey[] }> {
  const items = await work.db
    .selectFrom("apiKeys")
    .select(["id", "name", "scopes", "createdAt", "lastUsedAt"])
    .where("workspaceId", "=", work.workspaceId)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .$castTo<ApiKey>()
    .execute();
  return { items };
}

/** Makes an API key, which can do no more than whoever makes it; its secret is in this answer and nowhere else, only its hash is kept. */
export async function createKey(
  work: Work,
  wanted: { name: string; scopes: readonly Scope[] },
): Promise<{ key: ApiKey; secret: string }> {
  const { actor } = work;
  const beyond = wanted.scopes.filter((scope) => !needsOfScope[scope].every((one) => may(actor, one)));
  if (actor.kind === "agent" && beyond.length > 0)
    throw new Refusal("forbidden", `A key with ${beyond.join(", ")} could do more than you may.`);
  const secret = `baton_${newToken()}`;
  const key = { id: newId(), name: wanted.name, scopes: [...new Set(wanted.scopes)], createdAt: work.now };
  await work.db
    .insertInto("apiKeys")
    .values({
      ...key,
      workspaceId: work.workspaceId,
      tokenHash: tokenHash(secret),
      createdBy: work.actor.kind === "agent" ? work.actor.id : null,
    })
    .execute();
  work.record("key.created", { keyId: key.id });
  return { key: { ...key, lastUsedAt: null }, secret };
}

/** Ends an API key at once. */
export async function revokeKey(work: Work, id: string): Promise<Record<string, never>> {
  const { numDeletedRows } = await work.db
    .deleteFrom("apiKeys")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound("There is no such key.");
  work.record("key.revoked", { keyId: id });
  return {};
}
