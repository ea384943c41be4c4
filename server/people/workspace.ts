import { IANAZone } from "luxon";
import { defaultBusinessHours, type Workspace } from "../../shared/people.ts";
import { type Actor, system } from "../platform/actor.ts";
import { notFound, Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import type { Work } from "../platform/work.ts";

/** The settings of the work's own workspace. */
export async function getWorkspace(work: Work): Promise<Workspace> {
  const row = await work.db
    .selectFrom("workspaces")
    .selectAll()
    .where("id", "=", work.workspaceId)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { nextNumber: _, createdAt: __, businessHours, ...rest } = row;
  return { ...rest, businessHours: businessHours as Workspace["businessHours"] };
}

export interface NewWorkspace {
  workspace: string;
  name: string;
  email: string;
  passwordHash: string;
  timeZone: string;
}

/** Makes a workspace and its owner in one work, unless `allow` refuses in that work; refuses an unknown time zone. */
export async function createWorkspace(
  house: House,
  wanted: NewWorkspace,
  allow: (work: Work) => Promise<void> = async () => {},
): Promise<{ workspaceId: string; ownerId: string }> {
  if (!IANAZone.isValidZone(wanted.timeZone)) {
    throw new Refusal(
      "unprocessable",
      `"${wanted.timeZone}" is not a time zone; use a name like Europe/Berlin.`,
    );
  }
  const [workspaceId, ownerId] = [newId(), newId()];
  const actor: Actor = system(workspaceId, "setup");
  await house.work(actor, async (work) => {
    await allow(work);
    await work.db
      .insertInto("workspaces")
      .values({
        id: workspaceId,
        name: wanted.workspace,
        timeZone: wanted.timeZone,
        businessHours: JSON.stringify(defaultBusinessHours),
        createdAt: work.now,
      })
      .execute();
    await work.db
      .insertInto("agents")
      .values({
        workspaceId,
        id: ownerId,
        name: wanted.name,
        email: wanted.email,
        role: "owner",
        passwordHash: wanted.passwordHash,
        createdAt: work.now,
      })
      .execute();
    work.record("workspace.created", {});
    work.record("agent.joined", { agentId: ownerId });
  });
  return { workspaceId, ownerId };
}
