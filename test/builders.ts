import { z } from "zod";
import { cookieName, openSession } from "../server/people/session.ts";
import { createWorkspace } from "../server/people/workspace.ts";
import { system } from "../server/platform/actor.ts";
import { newId } from "../server/platform/ids.ts";
import type { AgentActor } from "../server/platform/realtime.ts";
import type { Role } from "../shared/agents.ts";
import type { Endpoint, Reply } from "../shared/endpoint.ts";
import { permissionsOf } from "../shared/permissions.ts";
import type { TestHouse } from "./house.ts";

/** Somebody who is signed in and calls the API as a browser does. */
export interface Person {
  id: string;
  workspaceId: string;
  actor: AgentActor;
  /** Value of the Cookie header. */
  cookie: string;
  /** Calls an endpoint and returns its parsed reply; throws with the problem's code otherwise. */
  call<E extends Endpoint>(endpoint: E, ask?: Ask, headers?: Record<string, string>): Promise<Reply<E>>;
  /** Calls an endpoint and returns status and raw body. */
  try(
    endpoint: Endpoint,
    ask?: Ask,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

export interface Ask {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
  body?: unknown;
}

let made = 0;

/** A workspace with an owner who is signed in. */
export async function newWorkspace(house: TestHouse, timeZone = "UTC"): Promise<Person> {
  const number = ++made;
  const { workspaceId, ownerId } = await createWorkspace(house, {
    workspace: `Workshop ${number}`,
    name: "Olga Owner",
    email: `olga${number}@workshop.example`,
    passwordHash: "",
    timeZone,
  });
  // Replies leave at once; a test about taking them back says how long they wait.
  await house.system
    .updateTable("workspaces")
    .set({ undoSeconds: 0 })
    .where("id", "=", workspaceId)
    .execute();
  return signedIn(house, workspaceId, ownerId, "owner");
}

/** One more person of a workspace, signed in. */
export async function newAgent(
  house: TestHouse,
  workspaceId: string,
  role: Role = "agent",
  name?: string,
): Promise<Person> {
  const number = ++made;
  const id = newId();
  await house.work(system(workspaceId, "test"), async (work) => {
    await work.db
      .insertInto("agents")
      .values({
        workspaceId,
        id,
        name: name ?? `Agent ${number}`,
        email: `agent${number}@workshop.example`,
        role,
        passwordHash: "",
        createdAt: work.now,
      })
      .execute();
    work.record("agent.joined", { agentId: id });
  });
  return signedIn(house, workspaceId, id, role);
}

async function signedIn(house: TestHouse, workspaceId: string, id: string, role: Role): Promise<Person> {
  const session = await house.work(system(workspaceId, "test"), (work) =>
    openSession(work, id, { userAgent: "test", ip: "127.0.0.1" }),
  );
  return person(
    house,
    {
      kind: "agent",
      workspaceId,
      id,
      role,
      permissions: permissionsOf(role),
      teamIds: [],
      sessionId: session.id,
    },
    `${cookieName}=${session.token}`,
  );
}

export function person(house: TestHouse, actor: AgentActor, cookie: string): Person {
  const send = (endpoint: Endpoint, ask: Ask = {}, headers: Record<string, string> = {}) =>
    inject(house, endpoint, ask, { cookie, ...headers });
  return {
    id: actor.id,
    workspaceId: actor.workspaceId,
    actor,
    cookie,
    try: send,
    call: async (endpoint, ask, headers) => {
      const { status, body } = await send(endpoint, ask, headers);
      if (status !== 200)
        throw new Error(`${endpoint.method} ${endpoint.path}: ${status} ${body["code"]} ${body["detail"]}`);
      return z.decode(endpoint.reply, body) as never;
    },
  };
}

/** Sends a request into the house without a network. */
export async function inject(
  house: TestHouse,
  endpoint: Endpoint,
  ask: Ask,
  headers: Record<string, string>,
) {
  const { params = {}, query, body } = ask;
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const response = await house.app.fastify.inject({
    method: endpoint.method,
    url: path,
    ...(query && {
      query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
    }),
    ...(body !== undefined && { payload: JSON.stringify(body) }),
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
  });
  return {
    status: response.statusCode,
    body: response.body ? (response.json() as Record<string, unknown>) : {},
  };
}
