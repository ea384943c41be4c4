import { IANAZone, Info } from "luxon";
import { type BusinessHours, defaultBusinessHours, type Workspace } from "../../shared/workspace.ts";
import { type Actor, system } from "../platform/actor.ts";
import { changesBetween } from "../platform/changes.ts";
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
  /** The language of its mails, such as de-AT; English when left out. */
  locale?: string;
}

/** Makes a workspace and its owner in one work, unless `allow` refuses in that work; refuses an unknown time zone or language. */
export async function createWorkspace(
  house: House,
  wanted: NewWorkspace,
  allow: (work: Work) => Promise<void> = async () => {},
): Promise<{ workspaceId: string; ownerId: string }> {
  const { locale = "en" } = wanted;
  requireTimeZone(wanted.timeZone);
  requireLocale(locale);
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
        locale,
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

export type WorkspaceChange = { [K in Exclude<keyof Workspace, "id" | "demo">]?: Workspace[K] | undefined };

/** Changes settings; refuses an unknown zone or language, and hours that overlap or are out of order. */
export async function changeWorkspace(work: Work, change: WorkspaceChange): Promise<Workspace> {
  if (change.timeZone !== undefined) requireTimeZone(change.timeZone);
  if (change.locale !== undefined) requireLocale(change.locale);
  if (change.businessHours !== undefined) requireSoundHours(change.businessHours);
  const before = await getWorkspace(work);
  const changed = Object.entries(change).filter(
    ([field, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field as keyof WorkspaceChange]),
  );
  if (changed.length === 0) return before;
  const { businessHours, ...plain } = Object.fromEntries(changed) as WorkspaceChange;
  await work.db
    .updateTable("workspaces")
    .set({ ...plain, ...(businessHours && { businessHours: JSON.stringify(businessHours) }) })
    .where("id", "=", work.workspaceId)
    .execute();
  const fields = changed.map(([field]) => field as keyof WorkspaceChange);
  work.record("workspace.changed", { fields, changes: changesBetween(before, change, fields) });
  return getWorkspace(work);
}

function requireTimeZone(name: string): void {
  if (IANAZone.isValidZone(name)) return;
  throw new Refusal("unprocessable", `"${name}" is not a time zone; use a name like Europe/Berlin.`);
}

function requireLocale(name: string): void {
  try {
    if (Intl.getCanonicalLocales(name).length === 1) return;
  } catch {
    // Falls through to the refusal.
  }
  throw new Refusal("unprocessable", `"${name}" is not a language; use a code like en or de-AT.`);
}

function requireSoundHours({ days }: BusinessHours): void {
  for (const [index, ranges] of days.entries()) {
    let last = 0;
    for (const [from, to] of ranges) {
      if (from >= to || from < last) {
        const day = Info.weekdays("long", { locale: "en" })[index];
        throw new Refusal(
          "unprocessable",
          `The hours of ${day} must each end after they begin, one after the other. Over midnight takes two days.`,
        );
      }
      last = to;
    }
  }
}
