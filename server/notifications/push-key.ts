import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";

export interface PushKey {
  publicKey: string;
  privateKey: string;
}

/** The workspace's key pair for push, made when it is first asked for; two who ask at once get the same one. */
export async function pushKey(house: House, workspaceId: string): Promise<PushKey> {
  return house.work(system(workspaceId, "push"), async (work) => {
    const known = await stored(work);
    const opened = known && unsealed(house, known);
    if (opened) return opened;
    // Sealed with another house's key, after a restore: nobody can ever use it again.
    if (known) await work.db.deleteFrom("pushKeys").where("workspaceId", "=", workspaceId).execute();
    const made = unsealed(house, await make(work, house));
    if (!made) throw new Error("A push key was made and cannot be opened.");
    return made;
  });
}

function unsealed(house: House, row: { publicKey: string; privateKey: Buffer }): PushKey | null {
  try {
    return { publicKey: row.publicKey, privateKey: house.secrets.unseal(row.privateKey) };
  } catch {
    return null;
  }
}

function stored(work: Work) {
  return work.db
    .selectFrom("pushKeys")
    .select(["publicKey", "privateKey"])
    .where("workspaceId", "=", work.workspaceId)
    .executeTakeFirst();
}

async function make(work: Work, house: House) {
  const { default: webpush } = await import("web-push");
  const { publicKey, privateKey } = webpush.generateVAPIDKeys();
  const sealed = house.secrets.seal(privateKey);
  await work.db
    .insertInto("pushKeys")
    .values({ workspaceId: work.workspaceId, publicKey, privateKey: sealed, madeAt: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await stored(work);
  if (!made) throw new Error("A push key was made and is not there.");
  return made;
}
