import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, openApp } from "../server/app.ts";
import { newId } from "../server/platform/ids.ts";
import { newToken, tokenHash } from "../server/platform/secrets.ts";
import { inviteAgent, type Role } from "../shared/agents.ts";
import { startBulk } from "../shared/bulk.ts";
import { createConversationTemplate } from "../shared/conversation-templates.ts";
import { startConversation } from "../shared/conversations.ts";
import { emptyContent } from "../shared/drafts.ts";
import { type Audience, audiences, type Endpoint, type Scope, scopes } from "../shared/endpoint.ts";
import { createField } from "../shared/fields.ts";
import { createInboundHook } from "../shared/inbound-hooks.ts";
import { createKey } from "../shared/keys.ts";
import { createMacro } from "../shared/macros.ts";
import { addPushDevice } from "../shared/notifications.ts";
import { remind } from "../shared/reminders.ts";
import { sendReply } from "../shared/replies.ts";
import { createRole } from "../shared/roles.ts";
import { createSavedView } from "../shared/saved-views.ts";
import { listSideMessages, startSide } from "../shared/side-conversations.ts";
import { listSessions } from "../shared/sign-in.ts";
import { suppressAddress } from "../shared/suppressions.ts";
import { addTask, createChecklist } from "../shared/tasks.ts";
import { createTeam } from "../shared/teams.ts";
import { createRootCause, createStatus, createTopic } from "../shared/topics.ts";
import { newAgent, newWorkspace, type Person } from "./builders.ts";
import { openTestHouse, type TestHouse } from "./house.ts";

/** Least role and scope of every endpoint, said here a second time: whoever opens a door opens it in two places. */
const table: Record<string, [Audience, Scope?]> = {
  "GET /api/setup": ["anyone"],
  "POST /api/setup": ["anyone"],
  "POST /api/session": ["anyone"],
  "DELETE /api/session": ["member"],
  "GET /api/me": ["member"],
  "PATCH /api/me": ["member"],
  "PUT /api/me/presence": ["member"],
  "DELETE /api/me/tour": ["member"],
  "GET /api/sessions": ["member"],
  "DELETE /api/sessions/:id": ["member"],
  "POST /api/password-reset": ["anyone"],
  "POST /api/password-link": ["anyone"],
  "POST /api/password": ["anyone"],
  "GET /api/workspace": ["member", "settings:read"],
  "PATCH /api/workspace": ["admin", "settings:write"],
  "GET /api/agents": ["member", "people:read"],
  "POST /api/agents": ["admin", "people:write"],
  "PATCH /api/agents/:id": ["admin", "people:write"],
  "POST /api/agents/:id/deactivation": ["admin", "people:write"],
  "DELETE /api/agents/:id/deactivation": ["admin", "people:write"],
  "POST /api/agents/:id/invitation": ["admin", "people:write"],
  "GET /api/teams": ["member", "people:read"],
  "POST /api/teams": ["admin", "people:write"],
  "PUT /api/teams/:id": ["admin", "people:write"],
  "DELETE /api/teams/:id": ["admin", "people:write"],
  "GET /api/roles": ["member", "people:read"],
  "POST /api/roles": ["admin", "people:write"],
  "PATCH /api/roles/:id": ["admin", "people:write"],
  "DELETE /api/roles/:id": ["admin", "people:write"],
  "GET /api/keys": ["admin"],
  "POST /api/keys": ["admin"],
  "DELETE /api/keys/:id": ["admin"],
  "GET /api/failed-reactions": ["admin", "settings:read"],
  "POST /api/failed-reactions/:id/retry": ["admin", "settings:write"],
  "GET /api/log": ["admin", "settings:read"],
  "GET /api/log/export": ["admin", "settings:read"],
  "GET /api/last-changes": ["agent", "settings:read"],
  "GET /api/troubles": ["admin", "settings:read"],
  "POST /api/files": ["member", "conversations:write"],
  "GET /api/files/:id": ["member", "conversations:read"],
  "GET /api/customers": ["agent", "customers:read"],
  "POST /api/customers": ["agent", "customers:write"],
  "GET /api/customers/:id": ["agent", "customers:read"],
  "PATCH /api/customers/:id": ["agent", "customers:write"],
  "POST /api/customers/:id/identities": ["agent", "customers:write"],
  "GET /api/customers/:id/orders": ["agent", "customers:read"],
  "POST /api/customers/:id/merge-preview": ["agent", "customers:read"],
  "POST /api/customers/:id/merge": ["agent", "customers:write"],
  "DELETE /api/customers/:id/merge": ["agent", "customers:write"],
  "GET /api/customers/:id/merges": ["agent", "customers:read"],
  "GET /api/customers/:id/duplicates": ["agent", "customers:read"],
  "PUT /api/orders/:number": ["admin", "customers:write"],
  "PUT /api/customers/:id/consent": ["agent", "customers:write"],
  "GET /api/customers/:id/mail-standing": ["agent", "customers:read"],
  "GET /api/suppressions": ["agent", "customers:read"],
  "POST /api/suppressions": ["agent", "customers:write"],
  "POST /api/suppressions/:id/lift": ["agent", "customers:write"],
  "GET /api/conversations": ["member", "conversations:read"],
  "POST /api/conversations": ["agent", "conversations:write"],
  "GET /api/conversations/counts": ["member", "conversations:read"],
  "GET /api/search": ["member", "conversations:read"],
  "GET /api/search/side-conversations": ["member", "conversations:read"],
  "GET /api/conversations/:id": ["member", "conversations:read"],
  "PATCH /api/conversations/:id": ["agent", "conversations:write"],
  "GET /api/conversations/:id/row": ["member", "conversations:read"],
  "GET /api/conversations/:id/messages": ["member", "conversations:read"],
  "POST /api/conversations/:id/messages": ["agent", "conversations:write"],
  "GET /api/conversations/:id/happenings": ["member", "conversations:read"],
  "POST /api/conversations/:id/replies": ["agent", "conversations:write"],
  "POST /api/conversations/:id/notes": ["member", "conversations:write"],
  "PUT /api/conversations/:id/holder": ["agent", "conversations:write"],
  "POST /api/conversations/:id/handover": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/handover": ["agent", "conversations:write"],
  "POST /api/conversations/:id/handover/acceptance": ["member", "conversations:write"],
  "POST /api/conversations/:id/handover/refusal": ["member", "conversations:write"],
  "PUT /api/conversations/:id/promise": ["agent", "conversations:write"],
  "POST /api/conversations/:id/snooze": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/snooze": ["agent", "conversations:write"],
  "POST /api/conversations/:id/wait": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/wait": ["agent", "conversations:write"],
  "POST /api/conversations/:id/hold": ["agent", "conversations:write"],
  "POST /api/conversations/:id/resolution": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/resolution": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/tracker": ["agent", "conversations:write"],
  "GET /api/messages/:id": ["member", "conversations:read"],
  "POST /api/messages/:id/vouching": ["agent"],
  "GET /api/inboxes": ["member", "settings:read"],
  "POST /api/inboxes": ["admin", "settings:write"],
  "PATCH /api/inboxes/:id": ["admin", "settings:write"],
  "DELETE /api/inboxes/:id": ["admin", "settings:write"],
  "POST /api/inboxes/:id/test": ["admin", "settings:write"],
  "POST /api/conversations/:id/mail-address": ["member"],
  "GET /api/inboxes/:id/folders": ["admin", "settings:read"],
  "GET /api/inboxes/:id/accounting": ["admin", "settings:read"],
  "POST /api/inboxes/:id/accounting": ["admin", "settings:write"],
  "POST /api/inboxes/:id/accounting/fetches": ["admin", "settings:write"],
  "GET /api/inbound": ["admin", "settings:read"],
  "POST /api/inbound/:id/retry": ["admin", "settings:write"],
  "GET /api/inbound/:id/raw": ["admin", "settings:read"],
  "GET /api/inboxes/:id/mail-grant": ["admin", "settings:read"],
  "PUT /api/inboxes/:id/mail-grant": ["admin", "settings:write"],
  "DELETE /api/inboxes/:id/mail-grant": ["admin", "settings:write"],
  "POST /api/inboxes/:id/mail-grant/asks": ["admin"],
  "GET /api/mail-grants/callback": ["admin"],
  "GET /api/messages/:id/mail": ["member", "conversations:read"],
  "GET /api/inbound-hooks": ["admin", "settings:read"],
  "POST /api/inbound-hooks": ["admin", "settings:write"],
  "DELETE /api/inbound-hooks/:id": ["admin", "settings:write"],
  "POST /api/inbound-mail/:hook/mime": ["anyone"],
  "GET /api/mail-events": ["admin", "settings:read"],
  "POST /api/mail-events/:hook": ["anyone"],
  "GET /api/inboxes/:id/sending-limits": ["admin", "settings:read"],
  "PUT /api/inboxes/:id/sending-limits": ["admin", "settings:write"],
  "GET /api/inboxes/:id/layouts": ["admin", "settings:read"],
  "PUT /api/inboxes/:id/layouts/:language": ["admin", "settings:write"],
  "DELETE /api/inboxes/:id/layouts/:language": ["admin", "settings:write"],
  "POST /api/inboxes/:id/layouts/preview": ["admin", "settings:read"],
  "POST /api/inboxes/:id/layouts/test": ["admin"],
  "POST /api/attachments/:id/link": ["agent", "conversations:write"],
  "DELETE /api/attachments/:id/link": ["agent", "conversations:write"],
  "GET /api/mail-domains": ["admin", "settings:read"],
  "GET /api/mail-domains/:domain/report": ["admin", "settings:read"],
  "POST /api/dkim-keys": ["admin", "settings:write"],
  "POST /api/dkim-keys/:id/check": ["admin", "settings:write"],
  "DELETE /api/dkim-keys/:id": ["admin", "settings:write"],
  "GET /api/deliveries": ["admin", "settings:read"],
  "POST /api/deliveries/:id/retry": ["agent", "conversations:write"],
  "POST /api/deliveries/:id/redirection": ["agent", "conversations:write"],
  "DELETE /api/messages/:id/sending": ["agent", "conversations:write"],
  "GET /api/responses": ["agent", "reports:read"],
  "GET /api/board": ["agent", "reports:read"],
  "GET /api/board/:name": ["agent", "reports:read"],
  "GET /api/lead-board": ["lead", "reports:read"],
  "GET /api/lead-board/:list": ["lead", "reports:read"],
  "GET /api/conditions/fields": ["member", "conversations:read"],
  "POST /api/conditions/check": ["member", "conversations:read"],
  "GET /api/fields": ["member", "settings:read"],
  "PUT /api/fields/order": ["admin", "settings:write"],
  "GET /api/fields/:id/use": ["admin", "settings:read"],
  "GET /api/resolve-rules": ["member", "settings:read"],
  "PATCH /api/resolve-rules": ["lead", "settings:write"],
  "PUT /api/topics/order": ["lead", "settings:write"],
  "GET /api/topics/archive": ["member", "settings:read"],
  "POST /api/topics/:id/restoration": ["lead", "settings:write"],
  "GET /api/topics/:id/words": ["member", "settings:read"],
  "DELETE /api/topics/:id/words/:word": ["lead", "settings:write"],
  "PUT /api/statuses/order": ["admin", "settings:write"],
  "PUT /api/tags/:name": ["lead", "settings:write"],
  "PATCH /api/tags/:name": ["lead", "settings:write"],
  "DELETE /api/tags/:name": ["lead", "settings:write"],
  "GET /api/macros": ["member", "settings:read"],
  "GET /api/macros/export": ["member", "settings:read"],
  "GET /api/macros/:id": ["member", "settings:read"],
  "POST /api/macros": ["agent", "settings:write"],
  "PATCH /api/macros/:id": ["agent", "settings:write"],
  "POST /api/macros/:id/copies": ["agent", "settings:write"],
  "POST /api/macros/:id/archive": ["agent", "settings:write"],
  "DELETE /api/macros/:id/archive": ["agent", "settings:write"],
  "POST /api/macros/check": ["agent", "conversations:read"],
  "POST /api/macros/import": ["agent", "settings:write"],
  "POST /api/conversations/:id/macro-text": ["agent", "conversations:write"],
  "GET /api/conversations/:id/playbook": ["member", "conversations:read"],
  "PUT /api/conversations/:id/playbook/apology": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/playbook/apology": ["agent", "conversations:write"],
  "GET /api/playbook/figures": ["lead", "reports:read"],
  "GET /api/reminders": ["member"],
  "POST /api/conversations/:id/reminders": ["member"],
  "PATCH /api/reminders/:id": ["member"],
  "DELETE /api/reminders/:id": ["member"],
  "GET /api/tasks": ["member", "conversations:read"],
  "GET /api/conversations/:id/tasks": ["member", "conversations:read"],
  "POST /api/conversations/:id/tasks": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/tasks": ["agent", "conversations:write"],
  "PUT /api/conversations/:id/tasks/order": ["agent", "conversations:write"],
  "POST /api/conversations/:id/checklists": ["agent", "conversations:write"],
  "GET /api/conversations/:id/side-conversations": ["member", "conversations:read"],
  "POST /api/conversations/:id/side-conversations": ["agent", "conversations:write"],
  "POST /api/conversations/:id/side-preview": ["agent", "conversations:write"],
  "POST /api/conversations/:id/side-closure": ["agent", "conversations:write"],
  "GET /api/side-conversations": ["member"],
  "GET /api/side-conversations/:id": ["member", "conversations:read"],
  "PATCH /api/side-conversations/:id": ["agent", "conversations:write"],
  "GET /api/side-conversations/:id/messages": ["member", "conversations:read"],
  "POST /api/side-conversations/:id/messages": ["member", "conversations:write"],
  "POST /api/side-conversations/:id/preview": ["member", "conversations:write"],
  "POST /api/side-conversations/:id/closure": ["agent", "conversations:write"],
  "DELETE /api/side-conversations/:id/closure": ["agent", "conversations:write"],
  "DELETE /api/side-messages/:id/sending": ["agent", "conversations:write"],
  "GET /api/side-files/:id": ["member", "conversations:read"],
  "PATCH /api/tasks/:id": ["agent", "conversations:write"],
  "DELETE /api/tasks/:id": ["agent", "conversations:write"],
  "POST /api/tasks/:id/completion": ["member", "conversations:write"],
  "DELETE /api/tasks/:id/completion": ["member", "conversations:write"],
  "GET /api/checklists": ["member", "settings:read"],
  "POST /api/checklists": ["lead", "settings:write"],
  "PATCH /api/checklists/:id": ["lead", "settings:write"],
  "DELETE /api/checklists/:id": ["lead", "settings:write"],
  "GET /api/conversation-templates": ["member", "settings:read"],
  "POST /api/conversation-templates": ["agent", "settings:write"],
  "PATCH /api/conversation-templates/:id": ["agent", "settings:write"],
  "DELETE /api/conversation-templates/:id": ["agent", "settings:write"],
  "POST /api/conversation-templates/:id/filling": ["agent", "conversations:read"],
  "POST /api/fields": ["admin", "settings:write"],
  "PATCH /api/fields/:id": ["admin", "settings:write"],
  "DELETE /api/fields/:id": ["admin", "settings:write"],
  "GET /api/conversations/:id/fields": ["member", "conversations:read"],
  "PATCH /api/conversations/:id/fields": ["agent", "conversations:write"],
  "GET /api/customers/:id/fields": ["agent", "customers:read"],
  "PATCH /api/customers/:id/fields": ["agent", "customers:write"],
  "GET /api/topics": ["member", "settings:read"],
  "POST /api/topics": ["lead", "settings:write"],
  "PATCH /api/topics/:id": ["lead", "settings:write"],
  "DELETE /api/topics/:id": ["lead", "settings:write"],
  "GET /api/root-causes": ["member", "settings:read"],
  "POST /api/root-causes": ["lead", "settings:write"],
  "PATCH /api/root-causes/:id": ["lead", "settings:write"],
  "DELETE /api/root-causes/:id": ["lead", "settings:write"],
  "GET /api/statuses": ["member", "settings:read"],
  "POST /api/statuses": ["admin", "settings:write"],
  "PATCH /api/statuses/:id": ["admin", "settings:write"],
  "DELETE /api/statuses/:id": ["admin", "settings:write"],
  "GET /api/tags": ["member", "conversations:read"],
  "PUT /api/conversations/:id/topic": ["agent", "conversations:write"],
  "GET /api/conversations/:id/topic-suggestions": ["member", "conversations:read"],
  "GET /api/conversations/:id/root-cause-suggestions": ["member", "conversations:read"],
  "PUT /api/conversations/:id/status": ["agent", "conversations:write"],
  "GET /api/views": ["member", "conversations:read"],
  "POST /api/views": ["member", "conversations:write"],
  "GET /api/views/counts": ["member", "conversations:read"],
  "POST /api/views/preview": ["member", "conversations:read"],
  "GET /api/views/:id": ["member", "conversations:read"],
  "PATCH /api/views/:id": ["member", "conversations:write"],
  "PUT /api/views/order": ["member", "conversations:write"],
  "DELETE /api/views/:id": ["member", "conversations:write"],
  "GET /api/views/:id/conversations": ["member", "conversations:read"],
  "POST /api/bulk": ["agent", "conversations:write"],
  "POST /api/bulk/selection": ["agent", "conversations:read"],
  "POST /api/bulk/left-open": ["agent", "conversations:read"],
  "GET /api/bulk": ["agent", "conversations:read"],
  "GET /api/bulk/:id": ["agent", "conversations:read"],
  "GET /api/bulk/:id/items": ["agent", "conversations:read"],
  "GET /api/bulk/:id/reasons": ["agent", "conversations:read"],
  "POST /api/bulk/:id/retries": ["agent", "conversations:write"],
  "POST /api/bulk/:id/cancellation": ["agent", "conversations:write"],
  "POST /api/bulk/:id/undo": ["agent", "conversations:write"],
  "POST /api/conversations/:id/merge": ["agent", "conversations:write"],
  "DELETE /api/conversations/:id/merge": ["agent", "conversations:write"],
  "POST /api/conversations/:id/merge-preview": ["agent", "conversations:write"],
  "GET /api/conversations/:id/merge-candidates": ["member", "conversations:read"],
  "GET /api/conversations/:id/merges": ["member", "conversations:read"],
  "POST /api/messages/:id/split": ["agent", "conversations:write"],
  "GET /api/conversations/:id/links": ["member", "conversations:read"],
  "PUT /api/conversations/:id/links": ["agent", "conversations:write"],
  "GET /api/conversations/:id/followers": ["member", "conversations:read"],
  "PUT /api/conversations/:id/following": ["member"],
  "DELETE /api/conversations/:id/following": ["member"],
  "GET /api/drafts": ["member"],
  "GET /api/conversations/:id/draft": ["member"],
  "PUT /api/conversations/:id/draft": ["member"],
  "DELETE /api/conversations/:id/draft": ["member"],
  "DELETE /api/conversations/:id/draft/others": ["member"],
  "GET /api/conversations/:id/later-replies": ["member", "conversations:read"],
  "PUT /api/later-replies/:id/time": ["agent", "conversations:write"],
  "POST /api/later-replies/:id/departure": ["agent", "conversations:write"],
  "DELETE /api/later-replies/:id": ["agent", "conversations:write"],
  "GET /api/notifications": ["member"],
  "GET /api/notifications/count": ["member"],
  "PUT /api/notifications/reading": ["member"],
  "PUT /api/notifications/sight": ["member"],
  "GET /api/notification-settings": ["member"],
  "PUT /api/notification-settings": ["member"],
  "DELETE /api/notification-settings": ["member"],
  "GET /api/notification-defaults": ["member", "settings:read"],
  "PUT /api/notification-defaults": ["admin", "settings:write"],
  "GET /api/push-key": ["member"],
  "GET /api/push-devices": ["member"],
  "POST /api/push-devices": ["member"],
  "DELETE /api/push-devices/:id": ["member"],
  "POST /api/push-devices/:id/test": ["member"],
  "GET /api/demo": ["admin", "settings:read"],
  "GET /api/first-steps": ["agent", "settings:read"],
  "POST /api/demo": ["admin", "settings:write"],
  "DELETE /api/demo": ["admin", "settings:write"],
};

/** What is registered besides: open by its nature, or asks for its own proof, and is tested where it is made. */
const others = [
  "GET /",
  "GET /*",
  "GET /health/live",
  "GET /health/ready",
  "GET /metrics",
  "GET /api/openapi.json",
  "GET /api/live",
  "GET /api/openapi.json",
  "GET /api/docs",
];
/** What only reads, and is a POST because what it reads by does not fit into an address. */
const readsByPost = [
  "POST /api/bulk/selection",
  "POST /api/bulk/left-open",
  "POST /api/conditions/check",
  "POST /api/views/preview",
  "POST /api/inboxes/:id/layouts/preview",
  "POST /api/conversation-templates/:id/filling",
  "POST /api/macros/check",
  "POST /api/customers/:id/merge-preview",
];
/** Pages of customers: a signed link is the key (see their own tests). */
const signed = /^(GET|POST) \/(t|d|tracker|f|follow-up|rate|c)(\/|$)/;

const roles: Role[] = ["collaborator", "agent", "lead", "admin", "owner"];
const everyScope = [...scopes];
const rank = (audience: string) =>
  audiences.indexOf((audience === "collaborator" ? "member" : audience) as Audience);

let house: TestHouse;
let owner: Person;
let stranger: Person;
let app: App;
const registered = new Set<string>();
const endpoints = new Map<string, Endpoint>();

beforeAll(async () => {
  house = await openTestHouse();
  app = await openApp(house, ({ method, url }) => {
    for (const one of [method].flat())
      if (one !== "HEAD" && one !== "OPTIONS") registered.add(`${one} ${url}`);
  });
  await app.fastify.ready();
  for (const file of readdirSync(join(import.meta.dirname, "../shared"))) {
    const module = (await import(/* @vite-ignore */ `../shared/${file}`)) as Record<
      string,
      Partial<Endpoint> | undefined
    >;
    for (const one of Object.values(module)) {
      if (one?.method && one.path) endpoints.set(`${one.method} ${one.path}`, one as Endpoint);
    }
  }
  [owner, stranger] = [await newWorkspace(house), await newWorkspace(house)];
});
afterAll(async () => {
  await app.fastify.close();
  await house.close();
});

type Headers = Record<string, string>;

async function send(route: string, headers: Headers, params: Record<string, string> = {}, body?: unknown) {
  const [method = "GET", path = ""] = route.split(" ");
  const response = await app.fastify.inject({
    method: method as "GET",
    url: path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? newId())),
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: response.statusCode, text: response.body };
}

/** A key made past the API: it may carry any scopes. */
async function keyWith(workspaceId: string, allowed: readonly string[]): Promise<Headers> {
  const token = newToken();
  await house.system
    .insertInto("apiKeys")
    .values({
      workspaceId,
      id: newId(),
      name: "test",
      tokenHash: tokenHash(token),
      scopes: [...allowed],
      createdAt: new Date(),
    })
    .execute();
  return { authorization: `Bearer ${token}` };
}

test("every route is in the table, and the table names no route that is gone", () => {
  const unknown = [...registered]
    .filter((route) => !(route in table) && !others.includes(route) && !signed.test(route))
    .map((route) => `${route}: say in test/access.test.ts who may call it`);
  const gone = Object.keys(table)
    .filter((route) => !registered.has(route))
    .map(
      (route) =>
        `${route} is not registered: answer it in its feature's routes.ts, or take it out of shared/ and of this table`,
    );
  expect(unknown).toEqual([]);
  expect(gone).toEqual([]);
});

test("what shared/ says of each endpoint is what the table says", () => {
  const said = Object.fromEntries(
    [...endpoints].map(([route, { audience, scope }]) => [route, scope ? [audience, scope] : [audience]]),
  );
  expect(said).toEqual(table);
});

test("an endpoint that only reads asks for no right to write, and the other way round", () => {
  const wrong = [...endpoints].filter(
    ([route, { method, scope }]) =>
      scope && (method === "GET" || readsByPost.includes(route)) !== scope.endsWith(":read"),
  );
  expect(wrong.map(([route]) => route)).toEqual([]);
});

describe.each(Object.entries(table))("%s", (route, [audience, scope]) => {
  const refused = [401, 403];

  test("lets in whom it should, and nobody else", async () => {
    expect(registered).toContain(route);
    const nobody = (await send(route, {})).status;
    expect(nobody === 401).toBe(audience !== "anyone");
    if (audience === "anyone") return;
    const seen: Record<string, boolean> = { nobody: !refused.includes(nobody) };
    const expected: Record<string, boolean> = { nobody: false };
    for (const role of roles) {
      const person = await newAgent(house, owner.workspaceId, role);
      seen[role] = !refused.includes((await send(route, { cookie: person.cookie })).status);
      expected[role] = rank(role) >= rank(audience);
    }
    const without = everyScope.filter((one) => one !== scope);
    const right = await keyWith(owner.workspaceId, scope ? [scope] : everyScope);
    seen["key with the scope"] = !refused.includes((await send(route, right)).status);
    expected["key with the scope"] = scope !== undefined;
    seen["key without"] = (await send(route, await keyWith(owner.workspaceId, without))).status !== 403;
    expected["key without"] = false;
    expect(seen).toEqual(expected);
  });
});

/** Things of the owner's workspace, by the first part of their address. */
async function things(): Promise<Record<string, string>> {
  const conversation = await owner.call(startConversation, {
    body: { customer: { email: `${newId()}@shop.example` }, subject: "Kettle", text: "It leaks." },
  });
  const message = await house.system
    .selectFrom("messages")
    .select("id")
    .where("conversationId", "=", conversation.id)
    .executeTakeFirstOrThrow();
  const { agent } = await owner.call(inviteAgent, {
    body: { name: "Ivo", email: `${newId()}@workshop.example`, role: "agent" },
  });
  const team = await owner.call(createTeam, { body: { name: newId(), leadId: owner.id, memberIds: [] } });
  const { key } = await owner.call(createKey, { body: { name: "Shop", scopes: ["reports:read"] } });
  const { items } = await owner.call(listSessions);
  const suppression = await owner.call(suppressAddress, {
    body: { address: `${newId()}@shop.example`, reason: "They asked" },
  });
  const file = await fileOf(owner.workspaceId);
  const { hook } = await owner.call(createInboundHook, {
    body: { inboxId: conversation.inboxId, provider: "postmark" },
  });
  const { delivery, inbound } = await mailOf(owner.workspaceId, conversation.inboxId, file);
  return {
    conversations: conversation.id,
    messages: message.id,
    customers: conversation.customer.id,
    agents: agent.id,
    teams: team.id,
    roles: (await owner.call(createRole, { body: { name: newId(), base: "agent" } })).id,
    keys: key.id,
    sessions: items[0]?.id ?? "",
    inboxes: conversation.inboxId,
    files: file,
    attachments: await attachmentOf(owner.workspaceId, message.id, file),
    deliveries: delivery,
    inbound,
    "inbound-hooks": hook.id,
    "dkim-keys": await keyOf(owner.workspaceId),
    suppressions: suppression.id,
    ...(await wordsOf(owner)),
    bulk: await bulkOf(conversation.id),
    "conversation-templates": (
      await owner.call(createConversationTemplate, { body: { name: "Call", scope: "shared" } })
    ).id,
    macros: (
      await owner.call(createMacro, {
        body: { name: "Sorry", scope: "shared", language: "en", texts: { en: "<p>Sorry</p>" } },
      })
    ).id,
    reminders: (await owner.call(remind, { params: { id: conversation.id }, body: { dueAt: soon() } })).id,
    tasks: (await owner.call(addTask, { params: { id: conversation.id }, body: { title: "Look" } })).id,
    ...(await sideOf(conversation.id, agent.id)),
    checklists: (await owner.call(createChecklist, { body: { name: newId(), steps: ["Look"] } })).id,
    "later-replies": await laterReplyOf(conversation.id),
    "push-devices": (
      await owner.call(addPushDevice, {
        body: {
          endpoint: `https://push.example/${newId()}`,
          keys: { p256dh: newToken(), auth: newToken() },
        },
      })
    ).id,
    views: (
      await owner.call(createSavedView, { body: { name: "All", scope: "shared", condition: { all: [] } } })
    ).id,
  };
}

/** A side conversation with a message that waits to leave, and a file. */
async function sideOf(conversationId: string, askedId: string): Promise<Record<string, string>> {
  const { id } = await owner.call(startSide, {
    params: { id: conversationId },
    body: { to: { kind: "agent", id: askedId }, subject: "Stock?", text: "Any left?", expectedBy: soon() },
  });
  const message = (await owner.call(listSideMessages, { params: { id } })).items[0]?.id ?? "";
  const [file, fileId] = [newId(), await fileOf(owner.workspaceId)];
  await house.system
    .insertInto("sideFiles")
    .values({ workspaceId: owner.workspaceId, id: file, sideMessageId: message, fileId, name: "a.txt" })
    .execute();
  return { "side-conversations": id, "side-messages": message, "side-files": file };
}

async function laterReplyOf(conversationId: string): Promise<string> {
  const sendAt = new Date(house.clock.now().getTime() + 3_600_000).toISOString();
  const { id } = await owner.call(sendReply, {
    params: { id: conversationId },
    body: { text: "Later", then: { state: "waiting" }, sendAt },
  });
  return id;
}

async function bulkOf(conversationId: string): Promise<string> {
  const { id } = await owner.call(startBulk, {
    body: { selection: { ids: [conversationId] }, action: { do: "wake" } },
  });
  return id;
}

/** What a workspace sorts its conversations by. */
async function wordsOf(person: Person): Promise<Record<string, string>> {
  const name = newId();
  const [field, topic, cause, status] = [
    await person.call(createField, { body: { subject: "conversation", type: "text", label: name } }),
    await person.call(createTopic, { body: { name } }),
    await person.call(createRootCause, { body: { name } }),
    await person.call(createStatus, { body: { name, state: "open" } }),
  ];
  return { fields: field.id, topics: topic.id, "root-causes": cause.id, statuses: status.id };
}

async function keyOf(workspaceId: string): Promise<string> {
  const id = newId();
  const row = {
    workspaceId,
    id,
    domain: "shop.example",
    selector: id,
    publicKey: "",
    privateKey: Buffer.of(),
  };
  const now = new Date();
  await house.system
    .insertInto("dkimKeys")
    .values({ ...row, nextCheckAt: new Date(now.getTime() + 86_400_000), createdAt: now })
    .execute();
  return id;
}

async function fileOf(workspaceId: string): Promise<string> {
  const id = newId();
  const { sha256, size } = await house.files.put(workspaceId, Buffer.from("private"));
  await house.system
    .insertInto("files")
    .values({ workspaceId, id, sha256, size, mediaType: "text/plain", name: "a.txt", createdAt: new Date() })
    .execute();
  return id;
}

async function attachmentOf(workspaceId: string, messageId: string, fileId: string): Promise<string> {
  const id = newId();
  await house.system
    .insertInto("attachments")
    .values({ workspaceId, id, messageId, fileId, name: "a.txt" })
    .execute();
  const now = new Date();
  await house.system
    .insertInto("attachmentLinks")
    .values({ workspaceId, attachmentId: id, expiresAt: now, createdAt: now })
    .execute();
  return id;
}

async function mailOf(workspaceId: string, inboxId: string, fileId: string) {
  const [delivery, inbound] = [newId(), newId()];
  const now = new Date();
  await house.system
    .insertInto("deliveries")
    .values({
      workspaceId,
      id: delivery,
      kind: "account",
      inboxId,
      naturalKey: delivery,
      toAddress: "ana@shop.example",
      subject: "",
      content: "{}",
      internetMessageId: `${delivery}@workshop.example`,
      state: "failed",
      giveUpAt: now,
      changedAt: now,
      createdAt: now,
    })
    .execute();
  await house.system
    .insertInto("inboundMails")
    .values({
      workspaceId,
      id: inbound,
      inboxId,
      source: "smtp",
      fileId,
      size: 7,
      envelopeFrom: "",
      envelopeTo: [],
      state: "quarantined",
      receivedAt: now,
    })
    .execute();
  return { delivery, inbound };
}

const soon = () => new Date(house.clock.now().getTime() + 3600_000).toISOString();
const promise = () => ({ text: "Call back", dueAt: soon() });

/** Bodies that the owner of the thing could send; what needs none is left out. */
const bodies: Record<string, () => unknown> = {
  "POST /api/inboxes/:id/accounting/fetches": () => ({ folderId: newId(), uids: [1] }),
  "PATCH /api/agents/:id": () => ({ name: "Taken over" }),
  "POST /api/agents/:id/deactivation": () => ({ heirId: stranger.id }),
  "PUT /api/teams/:id": () => ({ name: "Taken over", leadId: stranger.id, memberIds: [] }),
  "PATCH /api/roles/:id": () => ({ name: "Taken over" }),
  "PATCH /api/customers/:id": () => ({ name: "Taken over" }),
  "POST /api/customers/:id/identities": () => ({ kind: "phone", value: "+4930123456" }),
  "PATCH /api/conversations/:id": () => ({ subject: "Taken over" }),
  "POST /api/conversations/:id/messages": () => ({ text: "Hello" }),
  "POST /api/conversations/:id/replies": () => ({
    text: "Hello",
    then: { state: "open", promise: promise() },
  }),
  "POST /api/conversations/:id/notes": () => ({ text: "Hello" }),
  "PUT /api/conversations/:id/holder": () => ({ agentId: stranger.id }),
  "POST /api/conversations/:id/handover": () => ({ agentId: stranger.id, brief: { wants: "", next: "" } }),
  "POST /api/conversations/:id/handover/refusal": () => ({ reason: "No" }),
  "PUT /api/conversations/:id/promise": promise,
  "POST /api/conversations/:id/snooze": () => ({ until: soon() }),
  "POST /api/conversations/:id/wait": () => ({}),
  "POST /api/conversations/:id/hold": () => ({ promise: promise() }),
  "POST /api/conversations/:id/resolution": () => ({ reason: "Done" }),
  "PUT /api/customers/:id/consent": () => ({
    address: "ana@shop.example",
    purpose: "survey",
    granted: false,
    source: "told us",
  }),
  "PUT /api/inboxes/:id/mail-grant": () => ({ provider: "google", clientId: "mine" }),
  "PUT /api/inboxes/:id/sending-limits": () => ({
    largestBytes: 1_000_000,
    linkDays: 1,
    automaticPerHour: 1,
  }),
  "PUT /api/inboxes/:id/layouts/:language": () => ({ header: "Taken over" }),
  "POST /api/inboxes/:id/layouts/preview": () => ({ language: "default", layout: {} }),
  "POST /api/inboxes/:id/layouts/test": () => ({ language: "default", layout: {} }),
  "POST /api/deliveries/:id/redirection": () => ({ address: "else@shop.example" }),
  "POST /api/suppressions/:id/lift": () => ({ why: "They asked" }),
  "PATCH /api/inboxes/:id": () => ({ name: "Taken over" }),
  "PATCH /api/fields/:id": () => ({ label: "Taken over" }),
  "PATCH /api/conversations/:id/fields": () => ({ values: {} }),
  "PATCH /api/customers/:id/fields": () => ({ values: {} }),
  "PATCH /api/topics/:id": () => ({ name: "Taken over" }),
  "PATCH /api/root-causes/:id": () => ({ name: "Taken over" }),
  "PATCH /api/statuses/:id": () => ({ name: "Taken over" }),
  "PUT /api/conversations/:id/topic": () => ({ topicId: null }),
  "PUT /api/conversations/:id/status": () => ({ statusId: null }),
  "POST /api/conversations/:id/merge": () => ({ sourceIds: [newId()] }),
  "POST /api/conversations/:id/merge-preview": () => ({ sourceIds: [newId()] }),
  "POST /api/customers/:id/merge-preview": () => ({ sourceId: newId() }),
  "POST /api/customers/:id/merge": () => ({ sourceId: newId() }),
  "PUT /api/conversations/:id/links": () => ({ linkedId: newId(), kind: "related" }),
  "POST /api/messages/:id/split": () => ({ subject: "Apart" }),
  "PATCH /api/views/:id": () => ({ name: "Taken over" }),
  "PUT /api/conversations/:id/playbook/apology": () => ({ messageId: newId() }),
  "POST /api/conversations/:id/reminders": () => ({ dueAt: soon() }),
  "PATCH /api/reminders/:id": () => ({ text: "Taken over" }),
  "POST /api/conversations/:id/tasks": () => ({ title: "Taken over" }),
  "PUT /api/conversations/:id/tasks/order": () => ({ ids: [] }),
  "POST /api/conversations/:id/checklists": () => ({ checklistId: newId() }),
  "POST /api/conversations/:id/side-conversations": () => ({
    to: { kind: "outside", address: "maker@supplier.example" },
    subject: "Taken over",
    text: "Hello",
    expectedBy: soon(),
  }),
  "POST /api/conversations/:id/side-preview": () => ({ subject: "Taken over", text: "Hello" }),
  "PATCH /api/side-conversations/:id": () => ({ subject: "Taken over" }),
  "POST /api/side-conversations/:id/messages": () => ({ text: "Hello" }),
  "POST /api/side-conversations/:id/preview": () => ({ text: "Hello" }),
  "PATCH /api/tasks/:id": () => ({ title: "Taken over" }),
  "PATCH /api/checklists/:id": () => ({ name: "Taken over" }),
  "PATCH /api/conversation-templates/:id": () => ({ name: "Taken over" }),
  "PATCH /api/macros/:id": () => ({ name: "Taken over" }),
  "POST /api/conversations/:id/macro-text": () => ({ macroId: newId() }),
  "POST /api/conversation-templates/:id/filling": () => ({ customer: {} }),
  "PUT /api/conversations/:id/draft": () => ({ content: emptyContent, base: null }),
  "PUT /api/later-replies/:id/time": () => ({ leavesAt: new Date(Date.now() + 7_200_000).toISOString() }),
};

const addressed = Object.keys(table).filter(
  (route) => route.includes(":id") && !route.includes("failed-reactions"),
);

/** Everything the owner's workspace holds, as one hash: what a stranger tried must not show in it. */
async function contentOf(workspaceId: string): Promise<string> {
  const hash = createHash("sha256");
  for (const name of [
    "agents",
    "teams",
    "roles",
    "apiKeys",
    "sessions",
    "customers",
    "identities",
    "conversations",
    "promises",
    "messages",
    "inboxes",
    "deliveries",
    "mailLayouts",
    "sendingLimits",
    "attachmentLinks",
    "inboundMails",
    "suppressions",
    "fields",
    "topics",
    "rootCauses",
    "statuses",
    "savedViews",
    "tags",
    "resolveRules",
    "conversationTemplates",
    "reminders",
    "tasks",
    "sideConversations",
    "sideMessages",
    "sideFiles",
    "checklists",
    "apologies",
    "macros",
    "drafts",
    "laterReplies",
    "pushDevices",
  ] as const) {
    const rows = await house.system
      .selectFrom(name)
      .selectAll()
      .where("workspaceId", "=", workspaceId)
      .execute();
    hash.update(
      rows
        .map((row) => JSON.stringify(row))
        .sort()
        .join("\n"),
    );
  }
  return hash.digest("hex");
}

test("what belongs to another workspace looks exactly like what is not there, and stays as it is", async () => {
  const ids = await things();
  const before = await contentOf(owner.workspaceId);
  const key = await keyWith(stranger.workspaceId, everyScope);
  const differing: string[] = [];
  for (const route of addressed.filter((one) => registered.has(one))) {
    const id = ids[route.split("/")[2] ?? ""];
    if (!id) {
      differing.push(`${route}: make such a thing in this test`);
      continue;
    }
    for (const headers of [{ cookie: stranger.cookie }, key] as Headers[]) {
      const [foreign, missing] = [
        await send(route, headers, { id }, bodies[route]?.()),
        await send(route, headers, { id: newId() }, bodies[route]?.()),
      ];
      const closed = headers === key && table[route]?.[1] === undefined;
      if (foreign.status !== (closed ? 403 : 404) || foreign.text !== missing.text)
        differing.push(
          `${route}: ${foreign.status} ${foreign.text} beside ${missing.status} ${missing.text}`,
        );
    }
  }
  expect(differing).toEqual([]);
  expect(await contentOf(owner.workspaceId)).toBe(before);
});

test("the owner reaches every one of these things, so that the test above tests something", async () => {
  const ids = await things();
  const reading = addressed.filter(
    (route) =>
      route.startsWith("GET") &&
      registered.has(route) &&
      !route.includes("/files/") &&
      !route.includes("/side-files/") &&
      // Asks the mailbox's own server, which this inbox has none of.
      !route.endsWith("/folders"),
  );
  const statuses = await Promise.all(
    reading.map(async (route) => [
      route,
      (await send(route, { cookie: owner.cookie }, { id: ids[route.split("/")[2] ?? ""] ?? "" })).status,
    ]),
  );
  expect(statuses).toEqual(reading.map((route) => [route, 200]));
});

test("lists of one workspace hold nothing of another", async () => {
  const ids = Object.values(await things());
  const lists = Object.keys(table).filter(
    (route) => route.startsWith("GET") && !/:|callback$/.test(route) && registered.has(route),
  );
  for (const route of lists) {
    const path = route.startsWith("GET /api/search") ? `${route}?q=kettle` : route;
    const { status, text } = await send(path, { cookie: stranger.cookie });
    expect([route, status]).toEqual([route, 200]);
    expect(ids.filter((id) => text.includes(id))).toEqual([]);
  }
});
