import type { FastifyReply, FastifyRequest } from "fastify";
import type { Me } from "../../shared/me.ts";
import { system } from "../platform/actor.ts";
import { Refusal } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { self } from "./access.ts";
import { readMe } from "./me.ts";
import { verifyPassword } from "./password.ts";
import { cookieName, endSessions, openSession, sessionDays } from "./session.ts";
import { countTry, forgiveTry, network, target } from "./tries.ts";

/** Where a browser asks from and where its answer goes. */
export interface Door {
  http: FastifyRequest;
  answer: FastifyReply;
}

/** Opens a session within a work; the cookie is set with it, so call it last. */
export async function enter(work: Work, house: House, { http, answer }: Door, agentId: string): Promise<Me> {
  const { id, token } = await openSession(work, agentId, {
    userAgent: http.headers["user-agent"] ?? "",
    ip: http.ip,
  });
  const me = await readMe(work, agentId, id);
  answer.setCookie(cookieName, token, { ...cookieOptions(house), maxAge: sessionDays * 86_400 });
  return me;
}

function cookieOptions(house: House) {
  return {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: house.config.url.startsWith("https:"),
  } as const;
}

/** Signs in by e-mail and password; an unknown address costs the same time and gets the same answer as a wrong password. */
export async function signIn(
  house: House,
  door: Door,
  body: { email: string; password: string },
): Promise<Me> {
  const [tried, from] = [target("sign-in", body.email), network("sign-in", door.http.ip)];
  await countTry(house, [from, tried]);
  const found = await findByPassword(house, body);
  if (!found) throw new Refusal("wrong_credentials", "The e-mail address or the password is wrong.");
  await forgiveTry(house, tried, from);
  return house.work(system(found.workspaceId, "sign-in"), (work) => enter(work, house, door, found.id));
}

async function findByPassword(house: House, { email, password }: { email: string; password: string }) {
  const people = await house.system
    .selectFrom("agents")
    .select(["workspaceId", "id", "passwordHash"])
    .where((where) => where(where.fn("lower", ["email"]), "=", email.trim().toLowerCase()))
    .where("active", "=", true)
    .orderBy("createdAt")
    .execute();
  if (people.length === 0) await verifyPassword(null, password);
  for (const one of people) if (await verifyPassword(one.passwordHash, password)) return one;
  return null;
}

/** Ends the session that asks and takes its cookie back. */
export async function signOut(work: Work, house: House, { answer }: Door): Promise<Record<string, never>> {
  const { id, sessionId } = self(work);
  await endSessions(work, id, { only: sessionId });
  answer.clearCookie(cookieName, cookieOptions(house));
  return {};
}
