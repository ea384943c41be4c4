import { messageIdsAfter } from "../conversations/findable.ts";
import { customerIdsAfter } from "../customers/findable.ts";
import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { sideMessageIdsAfter } from "../side-conversations/findable.ts";
import { takeInCustomers, takeInMessages, takeInSideMessages } from "./taking-in.ts";

const chunk = 200;

interface Source {
  idsAfter(work: Work, after: string, most: number): Promise<string[]>;
  takeIn(work: Work, ids: readonly string[]): Promise<unknown>;
}

/** What older things there are, and how they are taken in. */
const sources: Record<string, Source> = {
  messages: { idsAfter: messageIdsAfter, takeIn: takeInMessages },
  customers: { idsAfter: customerIdsAfter, takeIn: takeInCustomers },
  sides: { idsAfter: sideMessageIdsAfter, takeIn: takeInSideMessages },
};

/** One chunk of each workspace that has something older to take in; returns how many things were taken in or done with. */
export async function fillOn(house: House): Promise<number> {
  const open = await house.system
    .selectFrom("searchFillings")
    .select(["workspaceId", "id"])
    .limit(20)
    .execute();
  let done = 0;
  for (const { workspaceId, id } of open)
    done += await house
      .work(system(workspaceId, "search.fill"), (work) => fillSome(work, id))
      .catch((error: unknown) => {
        house.log.error(
          { err: error, workspaceId },
          "search could not take in older things; it is tried again",
        );
        return 0;
      });
  return done;
}

async function fillSome(work: Work, what: string): Promise<number> {
  const row = await work.db
    .selectFrom("searchFillings")
    .select("afterId")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", what)
    .forUpdate()
    .executeTakeFirst();
  const source = sources[what];
  if (!row || !source) return 0;
  const ids = await source.idsAfter(work, row.afterId, chunk);
  await source.takeIn(work, ids);
  const last = ids.at(-1);
  if (last === undefined) await finish(work, what);
  else await moveOn(work, what, last);
  return Math.max(1, ids.length);
}

async function moveOn(work: Work, what: string, afterId: string): Promise<void> {
  await work.db
    .updateTable("searchFillings")
    .set({ afterId })
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", what)
    .execute();
}

async function finish(work: Work, what: string): Promise<void> {
  await work.db
    .deleteFrom("searchFillings")
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", what)
    .execute();
}
