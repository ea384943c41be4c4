import type { FastifyRequest } from "fastify";
import { type Selectable, sql } from "kysely";
import type { Role } from "../../shared/agents.ts";
import type { Scope } from "../../shared/endpoint.ts";
import { heldBy } from "../../shared/permissions.ts";
import type { Session } from "../../shared/sign-in.ts";
import type { Actor } from "../platform/actor.ts";
import { notFound } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import type { AgentActor } from "../platform/realtime.ts";
import { schedule } from "../platform/schedule.ts";
import { newToken, tokenHash } from "../platform/secrets.ts";
import type { ApiKeys } from "../platform/tables.ts";
import type { Work } from "../platform/work.ts";
import { self } from "./access.ts";

export const cookieName = "baton_session";
export const sessionDays = 30;

const teamIds = sql<
  string[]
>`array(select m.team_id from team_members m where m.workspace_id = a.workspace_id and m.agent_id = a.id)`;

/** Who asks: the session of the cookie, or the API key of the Authorization header; null for neither. */
export async function authenticate(house: House, request: FastifyRequest): Promise<Actor | null> {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer) return keyActor(house, bearer);
  const token = request.cookies[cookieName];
  return token ? sessionActor(house, token) : null;
}

async function sessionActor(house: House, token: string): Promise<AgentActor | null> {
  const now = house.clock.now();
  const row = await house.system
    .selectFrom("sessions as s")
    .innerJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "s.workspaceId").onRef("a.id", "=", "s.agentId"),
    )
    .leftJoin("roles as r", (join) =>
      join.onRef("r.workspaceId", "=", "a.workspaceId").onRef("r.id", "=", "a.roleId"),
    )
    .select(["s.id as sessionId", "s.lastSeenAt", "a.workspaceId", "a.id", "a.role", "r.gives", "r.takes"])
    .select(teamIds.as("teamIds"))
    .where("s.tokenHash", "=", tokenHash(token))
    .where("s.expiresAt", ">", now)
    .where("a.active", "=", true)
    .executeTakeFirst();
  if (!row) return null;
  if (now.getTime() - row.lastSeenAt.getTime() > 5 * 60_000) void touch(house, row, now);
  return agentActor(row);
}

/** The agent of a session as things stand now; null when either has ended. */
export async function renewActor(house: House, actor: AgentActor): Promise<AgentActor | null> {
  const row = await house.system
    .selectFrom("sessions as s")
    .innerJoin("agents as a", (join) =>
      join.onRef("a.workspaceId", "=", "s.workspaceId").onRef("a.id", "=", "s.agentId"),
    )
    .leftJoin("roles as r", (join) =>
      join.onRef("r.workspaceId", "=", "a.workspaceId").onRef("r.id", "=", "a.roleId"),
    )
    .select(["s.id as sessionId", "a.workspaceId", "a.id", "a.role", "r.gives", "r.takes"])
    .select(teamIds.as("teamIds"))
    .where("s.workspaceId", "=", actor.workspaceId)
    .where("s.id", "=", actor.sessionId)
    .where("s.expiresAt", ">", house.clock.now())
    .where("a.active", "=", true)
    .executeTakeFirst();
  return row ? agentActor(row) : null;
}

function agentActor(row: {
  workspaceId: string;
  id: string;
  role: string;
  gives: string[] | null;
  takes: string[] | null;
  teamIds: string[];
  sessionId: string;
}): AgentActor {
  const { workspaceId, id, teamIds, sessionId } = row;
  const permissions = heldBy(row.role, row.gives ?? [], row.takes ?? []);
  return { kind: "agent", workspaceId, id, role: row.role as Role, permissions, teamIds, sessionId };
}

async function touch(
  house: House,
  { workspaceId, id, sessionId }: Pick<AgentActor, "workspaceId" | "id" | "sessionId">,
  now: Date,
): Promise<void> {
  const seen = house.system
    .updateTable("sessions")
    .set({ lastSeenAt: now })
    .where("id", "=", sessionId)
    .execute();
  await seen.then(() => house.passings.tell(workspaceId, "session.seen", id)).catch(() => {});
}

/** Asked with every request by key, and so not put together anew each time. */
const byHash = `select workspace_id as "workspaceId", id, scopes, last_used_at as "lastUsedAt" from api_keys where token_hash = $1`;

async function keyActor(house: House, secret: string): Promise<Actor | null> {
  const { rows } = await house.systemPool.query<Selectable<ApiKeys>>(byHash, [tokenHash(secret)]);
  const [row] = rows;
  if (!row) return null;
  const now = house.clock.now();
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000) {
    const used = house.system
      .updateTable("apiKeys")
      .set({ lastUsedAt: now })
      .where("workspaceId", "=", row.workspaceId)
      .where("id", "=", row.id)
      .execute();
    void used.then(() => house.passings.tell(row.workspaceId, "key.used")).catch(() => {});
  }
  return { kind: "key", workspaceId: row.workspaceId, id: row.id, scopes: row.scopes as Scope[] };
}

/** Opens a session for an agent; the token goes into the cookie and is kept only as its hash. */
export async function openSession(
  work: Work,
  agentId: string,
  from: { userAgent: string; ip: string },
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const id = newId();
  const token = newToken();
  const expiresAt = new Date(work.now.getTime() + sessionDays * 86_400_000);
  await work.db
    .insertInto("sessions")
    .values({
      workspaceId: work.workspaceId,
      id,
      agentId,
      tokenHash: tokenHash(token),
      userAgent: from.userAgent.slice(0, 300),
      ip: from.ip,
      createdAt: work.now,
      lastSeenAt: work.now,
      expiresAt,
    })
    .execute();
  work.record("session.opened", { agentId, sessionId: id });
  return { id, token, expiresAt };
}

/** One's own sessions that are still good, newest first. */
export async function listSessions(work: Work): Promise<{ items: Session[] }> {
  const { id, sessionId } = self(work);
  const rows = await work.db
    .selectFrom("sessions")
    .select(["id", "userAgent", "ip", "createdAt", "lastSeenAt", "expiresAt"])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", id)
    .where("expiresAt", ">", work.now)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(500)
    .execute();
  return { items: rows.map((row) => ({ ...row, current: row.id === sessionId })) };
}

/** Ends one of one's own sessions at once; anybody else's looks like missing. */
export async function revokeSession(work: Work, sessionId: string): Promise<Record<string, never>> {
  if ((await endSessions(work, self(work).id, { only: sessionId })) === 0) throw notFound();
  return {};
}

/** Ends sessions of an agent, all or as `which` says, and tells so; returns how many. */
export async function endSessions(
  work: Work,
  agentId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  const ended = await work.db
    .deleteFrom("sessions")
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .$if(which.only !== undefined, (query) => query.where("id", "=", which.only ?? ""))
    .$if(which.except !== undefined, (query) => query.where("id", "!=", which.except ?? ""))
    .returning("id")
    .execute();
  for (const { id } of ended) work.record("session.revoked", { agentId, sessionId: id });
  return ended.length;
}

/** Forgets sessions that ran out. */
export const forgetSessions = schedule("people.forget_sessions", 3600, async (house, now) => {
  const { rows } = await sql`
    delete from sessions where (workspace_id, id) in (
      select workspace_id, id from sessions where expires_at < ${now} limit 1000) returning 1`.execute(
    house.system,
  );
  return rows.length;
});
