import { sql } from "kysely";
import type { Me } from "../../shared/me.ts";
import { setUp as setUpEndpoint } from "../../shared/setup.ts";
import { system } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { hashPassword } from "./password.ts";
import { type Door, enter } from "./sign-in.ts";
import { offerTour } from "./tour.ts";
import { createWorkspace, type NewWorkspace } from "./workspace.ts";

const setupLock = 7_226_803;

/** Whether this Baton has no workspace yet. */
export async function setupNeeded(house: House): Promise<{ needed: boolean }> {
  const any = await house.system.selectFrom("workspaces").select("id").limit(1).executeTakeFirst();
  return { needed: !any };
}

export interface FirstOwner {
  workspace: string;
  name: string;
  email: string;
  password: string;
  timeZone: string;
  locale: string;
}

/** Makes the first workspace and its owner and signs the owner in; refused once there is one, also when two ask at once. */
export async function setUp(house: House, door: Door, { password, ...wanted }: FirstOwner): Promise<Me> {
  // Asked before the password is hashed: later askers cost nothing.
  if (!(await setupNeeded(house)).needed) throw alreadySetUp();
  const { workspaceId, ownerId } = await createFirst(house, {
    ...wanted,
    passwordHash: await hashPassword(password),
  });
  return house.work(system(workspaceId, "setup"), async (work) => {
    await offerTour(work, ownerId);
    return enter(work, house, door, ownerId);
  });
}

/** Makes the workspace that the environment asks for, when there is none yet; true when it did. */
export async function setUpHeadless(house: House): Promise<boolean> {
  const { setup } = house.config;
  if (!setup || !(await setupNeeded(house)).needed) return false;
  const { error, data } = setUpEndpoint.body.safeParse({ ...setup, name: nameIn(setup.email) });
  if (error) {
    const what = error.issues.map(
      ({ path, message }) => `BATON_SETUP_${String(path[0]).toUpperCase()}: ${message}`,
    );
    throw new Error(`The first workspace cannot be set up. ${what.join("; ")}`);
  }
  const { password, ...wanted } = data;
  try {
    await createFirst(house, { ...wanted, passwordHash: await hashPassword(password) });
    return true;
  } catch (error) {
    // Another process of the same start was faster.
    if (error instanceof Refusal && error.code === "already_set_up") return false;
    throw error;
  }
}

/** A name to begin with: "olga.berg@…" is Olga Berg until she says otherwise. */
function nameIn(email: string): string {
  const words = (email.split("@")[0] ?? "").split(/[._-]+/).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}

function createFirst(house: House, wanted: NewWorkspace) {
  return createWorkspace(house, wanted, async (work: Work) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(setupLock)})`.execute(work.db);
    // By the house's eyes: the work sees no workspace but its own.
    if (!(await setupNeeded(house)).needed) throw alreadySetUp();
  });
}

const alreadySetUp = () =>
  new Refusal("already_set_up", "There is a workspace already. Sign in, or ask its owner for an invitation.");
