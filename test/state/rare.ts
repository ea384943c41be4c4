import { expect } from "vitest";
import { schedules } from "../../server/bulk/schedule.ts";
import { newId } from "../../server/platform/ids.ts";
import { exportLog, listLog } from "../../shared/audit.ts";
import * as bulk from "../../shared/bulk.ts";
import * as templates from "../../shared/conversation-templates.ts";
import { startConversation } from "../../shared/conversations.ts";
import * as macros from "../../shared/macros.ts";
import { sendReply } from "../../shared/replies.ts";
import { newWorkspace } from "../builders.ts";
import { holds } from "./hold-true.ts";
import type { Scenarios, World } from "./world.ts";

let made = 0;

/** A macro of which everything is shown. */
export async function macro({ owner, mirror }: World) {
  const name = `Hello ${++made}`;
  const { id } = await owner.call(macros.createMacro, {
    body: { name, kind: "text", language: "en", texts: { en: "<p>Hello</p>" } },
  });
  await mirror.hold(macros.getMacro, { params: { id } });
  return id;
}

/** Answers with a macro; its use is counted a little later. */
export async function withMacro(world: World) {
  const macroId = await macro(world);
  const { id } = await world.begin();
  return () =>
    world.owner.call(sendReply, {
      params: { id },
      body: { text: "Hello", then: { state: "waiting" }, macroIds: [macroId] },
    });
}

export async function withTemplate({ owner }: World) {
  const name = `Call ${++made}`;
  const { id: templateId } = await owner.call(templates.createConversationTemplate, {
    body: { name, scope: "shared" },
  });
  return () => start(owner, { templateId });
}

const start = (owner: World["owner"], more = {}) =>
  owner.call(startConversation, {
    body: {
      customer: { email: `caller${++made}@home.example` },
      way: "phone",
      subject: "A call",
      text: "It leaks.",
      ...more,
    },
  });

/** One chunk is done and more are left: also then everything is shown as it is. */
async function chunkByChunk(world: World) {
  const { owner, house, mirror } = world;
  const ids: string[] = [];
  for (let n = 0; n < 30; n++) ids.push((await start(owner)).id);
  const [work] = schedules.filter(({ name }) => name === "bulk.work");
  return async () => {
    const action = { do: "prioritise", priority: "high" };
    const { id } = await owner.call(bulk.startBulk, { body: { selection: { ids }, action } });
    for (const read of [bulk.getBulk, bulk.listBulkItems, bulk.listBulkReasons])
      await mirror.hold(read, { params: { id } });
    await house.runReactions();
    await holds(world);
    await work?.run(house, house.clock.now());
    await holds(world);
    const { state, counts } = await owner.call(bulk.getBulk, { params: { id } });
    expect({ state, counts }).toEqual({ state: "running", counts: { done: 25, pending: 5 } });
  };
}

/** What is caused by itself again and again is ended: its reactions fail for good. */
export async function endsInFailure(world: World): Promise<void> {
  const { house, owner } = world;
  const { id: conversationId } = await start(owner);
  await house.work(
    owner.actor,
    async (work) => work.record("conversation_template.used", { conversationId, templateId: newId() }),
    { eventId: newId(), depth: 12 },
  );
}

/** What the house itself does, counts and fails at. */
export const rare: Scenarios = {
  "workspace.created":
    async ({ house }) =>
    async () => {
      const { workspaceId } = await newWorkspace(house);
      const rows = await house.system
        .selectFrom("events")
        .select("name")
        .where("workspaceId", "=", workspaceId)
        .orderBy("xid")
        .orderBy("position")
        .execute();
      // It is older than whoever could watch: nothing happens in a workspace before it, and nobody is signed in.
      expect(rows.map(({ name }) => name)[0]).toBe("workspace.created");
      expect(rows.map(({ name }) => name).slice(1)).toContain("session.opened");
    },
  "log.exported":
    async ({ owner }) =>
    async () => {
      await owner.call(exportLog, { query: { format: "json" } });
      const { items } = await owner.call(listLog, { query: { limit: 1 } });
      expect(items.map(({ name }) => name)).toEqual(["log.exported"]);
    },
  "macro.used": withMacro,
  "conversation_template.used": withTemplate,
  "bulk.progressed": chunkByChunk,
  "reaction.failed": async (world) => () => endsInFailure(world),
};
