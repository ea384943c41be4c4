import { setTimeout } from "node:timers/promises";
import { sql } from "kysely";
import type { Me } from "../../shared/me.ts";
import { system } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { schedule } from "../platform/schedule.ts";
import { newToken, tokenHash } from "../platform/secrets.ts";
import type { Work } from "../platform/work.ts";
import { getAgent } from "./agents.ts";
import { hashPassword } from "./password.ts";
import { endSessions } from "./session.ts";
import { type Door, enter } from "./sign-in.ts";
import { offerTour } from "./tour.ts";
import { countTry, forgiveTry, network, target } from "./tries.ts";

const hour = 3600_000;

/**
 * A fresh link, good once for seven days, with which somebody chooses a first password; links made before stay good.
 * Null for whoever has joined or is deactivated meanwhile.
 */
export async function invitationUrl(work: Work, house: House, agentId: string): Promise<string | null> {
  const { active, joined } = await getAgent(work, agentId);
  return active && !joined ? entryUrl(work, house, agentId, 7 * 24 * hour) : null;
}

/** A fresh link, good once for two hours, with which somebody chooses a new password; null for a deactivated person. */
export async function resetUrl(work: Work, house: House, agentId: string): Promise<string | null> {
  const { active } = await getAgent(work, agentId);
  return active ? entryUrl(work, house, agentId, 2 * hour) : null;
}

async function entryUrl(work: Work, house: House, agentId: string, goodFor: number): Promise<string> {
  const token = newToken();
  await work.db
    .insertInto("entryTokens")
    .values({
      workspaceId: work.workspaceId,
      id: newId(),
      agentId,
      tokenHash: tokenHash(token),
      expiresAt: new Date(work.now.getTime() + goodFor),
      createdAt: work.now,
    })
    .execute();
  return `${house.config.url}/join/${token}`;
}

/** Takes back every link somebody was sent. */
export async function withdrawLinks(work: Work, agentId: string): Promise<void> {
  await work.db
    .deleteFrom("entryTokens")
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .execute();
}

/** Has a link mailed to whoever has this address; neither the answer nor its time tells whether there is somebody. */
export async function askForPassword(
  house: House,
  door: Door,
  email: string,
): Promise<Record<string, never>> {
  await countTry(house, [network("reset", door.http.ip), target("reset", email)]);
  await Promise.all([recordAsked(house, email), setTimeout(100)]);
  return {};
}

async function recordAsked(house: House, email: string): Promise<void> {
  const people = await house.system
    .selectFrom("agents")
    .select(["workspaceId", "id"])
    .where((where) => where(where.fn("lower", ["email"]), "=", email.trim().toLowerCase()))
    .where("active", "=", true)
    .execute();
  for (const { workspaceId, id } of people) {
    await house.work(system(workspaceId, "password-reset"), async (work) =>
      work.record("password.reset_asked", { agentId: id }),
    );
  }
}

/** Refuses a link that is good no more; those that were never made are refused in the same words. */
export async function checkLink(house: House, door: Door, token: string): Promise<Record<string, never>> {
  const from = network("link", door.http.ip);
  await countTry(house, [from]);
  const good = await house.system
    .selectFrom("entryTokens as l")
    .innerJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "l.workspaceId").onRef("a.id", "=", "l.agentId"),
    )
    .select("a.active")
    .where("l.tokenHash", "=", tokenHash(token))
    .where("l.expiresAt", ">", house.clock.now())
    .where("a.active", "=", true)
    .executeTakeFirst();
  if (!good) throw expired();
  await forgiveTry(house, target("link", token), from);
  return {};
}

export interface ChosenPassword {
  token: string;
  password: string;
  name?: string | undefined;
}

/** Chooses a password with a link's token and signs in; every other session and link of this person ends. */
export async function choosePassword(house: House, door: Door, body: ChosenPassword): Promise<Me> {
  const found = await house.system
    .selectFrom("entryTokens")
    .select("workspaceId")
    .where("tokenHash", "=", tokenHash(body.token))
    .executeTakeFirst();
  if (!found) throw expired();
  const passwordHash = await hashPassword(body.password);
  const { me, email } = await house.work(system(found.workspaceId, "choose-password"), async (work) => {
    const person = await redeem(work, body.token);
    await work.db
      .updateTable("agents")
      .set({ passwordHash, ...(body.name !== undefined && { name: body.name }) })
      .where("workspaceId", "=", work.workspaceId)
      .where("id", "=", person.id)
      .execute();
    await withdrawLinks(work, person.id);
    await endSessions(work, person.id);
    if (!person.joined) await offerTour(work, person.id);
    if (!person.joined) work.record("agent.joined", { agentId: person.id });
    else if (body.name !== undefined) work.record("agent.changed", { agentId: person.id });
    return { me: await enter(work, house, door, person.id), email: person.email };
  });
  // Whoever was locked out by somebody else's guesses is in again.
  await forgiveTry(house, target("sign-in", email));
  return me;
}

/** Takes the token out, so that of two who come at once one is refused. */
async function redeem(work: Work, token: string) {
  const taken = await work.db
    .deleteFrom("entryTokens")
    .where("workspaceId", "=", work.workspaceId)
    .where("tokenHash", "=", tokenHash(token))
    .where("expiresAt", ">", work.now)
    .returning("agentId")
    .executeTakeFirst();
  if (!taken) throw expired();
  const person = await work.db
    .selectFrom("agents")
    .select(["id", "email", sql<boolean>`password_hash is not null`.as("joined")])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", taken.agentId)
    .where("active", "=", true)
    .forUpdate()
    .executeTakeFirst();
  if (!person) throw expired();
  return person;
}

const expired = () => new Refusal("link_expired", "This link was used or has run out. Ask for a new one.");

/** Forgets links that ran out. */
export const forgetLinks = schedule("people.forget_links", 3600, async (house, now) => {
  const { rows } = await sql`
    delete from entry_tokens where (workspace_id, id) in (
      select workspace_id, id from entry_tokens where expires_at < ${now} limit 1000) returning 1`.execute(
    house.system,
  );
  return rows.length;
});
