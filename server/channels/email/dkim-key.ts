import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { DkimKey } from "../../../shared/deliverability.ts";
import { type Actor, system } from "../../platform/actor.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import type { Work } from "../../platform/work.ts";
import { dkimRecord, lookForKey } from "./dkim-check.ts";
import { domainsOf } from "./mail-domain.ts";
import { lookupAt, type NameLookup } from "./name-lookup.ts";

const minute = 60_000;
const day = 1_440 * minute;

const generate = promisify(generateKeyPair);

/** Makes a signing key (RSA of 2048 bits, or Ed25519) for a domain that an inbox sends under; refuses any other. */
export async function createDkimKey(
  house: House,
  actor: Actor,
  { domain, algorithm }: Pick<DkimKey, "domain" | "algorithm">,
): Promise<DkimKey> {
  // Before the work: it takes longer than a transaction may idle.
  const pair = await newPair(algorithm);
  return house.work(actor, async (work) => {
    if (!(await domainsOf(work)).has(domain))
      throw new Refusal("unprocessable", `No inbox sends under ${domain}.`);
    const id = newId();
    await work.db
      .insertInto("dkimKeys")
      .values({
        workspaceId: work.workspaceId,
        id,
        domain,
        selector: `baton-${algorithm === "rsa" ? "" : "ed-"}${randomBytes(4).toString("hex")}`,
        algorithm,
        publicKey: pair.publicKey.toString("base64"),
        privateKey: house.secrets.seal(pair.privateKey),
        nextCheckAt: new Date(work.now.getTime() + 5 * minute),
        createdAt: work.now,
      })
      .execute();
    work.record("dkim_key.created", { keyId: id, domain });
    return getKey(work, id);
  });
}

async function newPair(algorithm: DkimKey["algorithm"]): Promise<{ publicKey: Buffer; privateKey: string }> {
  const { publicKey, privateKey } =
    algorithm === "rsa" ? await generate("rsa", { modulusLength: 2048 }) : await generate("ed25519");
  return {
    publicKey: publicKey.export({ type: "spki", format: "der" }),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

/** Removes a signing key; its record in DNS does no harm any more. */
export async function removeDkimKey(work: Work, id: string): Promise<Record<string, never>> {
  const removed = await work.db
    .deleteFrom("dkimKeys")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", id)
    .returning("domain")
    .executeTakeFirst();
  if (!removed) throw notFound();
  work.record("dkim_key.removed", { keyId: id, domain: removed.domain });
  return {};
}

/** Looks now whether DNS shows a key; one that DNS did not answer for stays as it was. */
export async function checkDkimKey(house: House, actor: Actor, id: string): Promise<DkimKey> {
  const key = await house.work(actor, (work) => getKey(work, id));
  await look(house, actor, key, lookupAt(house.config.dnsServer));
  return house.work(actor, (work) => getKey(work, id));
}

/** Keys of a domain, newest first. */
export async function keysOf(work: Work, domain: string): Promise<DkimKey[]> {
  return (await listKeys(work)).filter((key) => key.domain === domain);
}

/** Every signing key of the workspace, newest first; of a domain's keys of a kind that DNS shows, the newest signs. */
export async function listKeys(work: Work): Promise<DkimKey[]> {
  const rows = await work.db
    .selectFrom("dkimKeys")
    .select(["id", "domain", "selector", "publicKey", "seenAt", "trouble", "checkedAt", "createdAt"])
    .select("algorithm")
    .where("workspaceId", "=", work.workspaceId)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute();
  const signing = new Set<string>();
  return rows.map(({ publicKey, seenAt, ...row }) => {
    const algorithm = row.algorithm as DkimKey["algorithm"];
    const kind = `${algorithm} ${row.domain}`;
    const state = !seenAt ? "waiting" : signing.has(kind) ? "replaced" : "active";
    if (seenAt) signing.add(kind);
    return { ...row, algorithm, state, record: dkimRecord({ ...row, algorithm, publicKey }) };
  });
}

async function getKey(work: Work, id: string): Promise<DkimKey> {
  const key = (await listKeys(work)).find((one) => one.id === id);
  if (!key) throw notFound();
  return key;
}

/** Looks for a key and writes down what was seen. False when DNS did not answer. */
export async function look(
  house: House,
  actor: Actor,
  key: Pick<DkimKey, "id" | "domain" | "record">,
  lookup: NameLookup,
): Promise<boolean> {
  const seen = await lookForKey(lookup, key.record);
  await house.work(actor, async (work) => {
    const row = await work.db
      .selectFrom("dkimKeys")
      .select(["seenAt", "trouble"])
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", key.id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return;
    const there = seen ? seen.there : row.seenAt !== null;
    await work.db
      .updateTable("dkimKeys")
      .set({
        nextCheckAt: new Date(work.now.getTime() + (there ? day : 15 * minute)),
        ...(seen && {
          seenAt: there ? (row.seenAt ?? work.now) : null,
          trouble: seen.trouble,
          checkedAt: work.now,
        }),
      })
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", key.id)
      .execute();
    if (seen) work.pass("dkim_key.checked");
    const troubled = seen !== null && seen.trouble !== row.trouble;
    if (troubled || there !== (row.seenAt !== null))
      work.record("dkim_key.changed", { keyId: key.id, domain: key.domain, signs: there });
  });
  return seen !== null;
}

/** Looks for the records of keys by the clock: every quarter of an hour until one shows, then daily. */
export async function lookForKeys(house: House, now: Date): Promise<number> {
  const due = await house.system
    .selectFrom("dkimKeys")
    .select(["workspaceId", "id", "domain", "selector", "publicKey", "algorithm"])
    .where("nextCheckAt", "<=", now)
    .orderBy("nextCheckAt")
    .limit(20)
    .execute();
  const lookup = lookupAt(house.config.dnsServer);
  await Promise.all(
    due.map(({ workspaceId, ...row }) => {
      const key = { ...row, algorithm: row.algorithm as DkimKey["algorithm"] };
      return look(house, system(workspaceId, "email.dkim"), { ...key, record: dkimRecord(key) }, lookup);
    }),
  );
  return due.length;
}

export interface SigningKey {
  signingDomain: string;
  selector: string;
  privateKey: string;
}

/** The keys that sign mail from a domain: of each kind the newest that DNS shows. Empty: it goes unsigned. */
export async function signingOf(work: Work, house: House, domain: string): Promise<SigningKey[]> {
  const keys = await work.db
    .selectFrom("dkimKeys")
    .select(["algorithm", "selector", "privateKey"])
    .distinctOn("algorithm")
    .where("workspaceId", "=", work.workspaceId)
    .where("domain", "=", domain.toLowerCase())
    .where("seenAt", "is not", null)
    .orderBy("algorithm")
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .execute();
  return keys.map(({ selector, privateKey }) => ({
    signingDomain: domain.toLowerCase(),
    selector,
    privateKey: house.secrets.unseal(privateKey),
  }));
}
