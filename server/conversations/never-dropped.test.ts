import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deactivateAgent, reactivateAgent } from "../../shared/agents.ts";
import { startBulk } from "../../shared/bulk.ts";
import * as conversationStatesApi from "../../shared/conversation-states.ts";
import * as conversationsApi from "../../shared/conversations.ts";
import * as handoversApi from "../../shared/handovers.ts";
import { mergeConversations, splitMessage, unmergeConversation } from "../../shared/merging.ts";
import * as messagesApi from "../../shared/messages.ts";
import * as repliesApi from "../../shared/replies.ts";
import * as tasks from "../../shared/tasks.ts";
import { createTeam } from "../../shared/teams.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { make } from "./promise.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const hour = 3600_000;
const brief = { wants: "A new kettle" };

interface Crew {
  owner: Person;
  people: Person[];
  teamIds: string[];
  conversationIds: string[];
}

/** One thing that happens in a company's day; `a`, `b` choose whom and what it befalls. */
type Happening = { what: (typeof kinds)[number]; a: number; b: number };
const kinds = [
  "start",
  "write",
  "reply",
  "replyUndone",
  "wait",
  "take",
  "give",
  "giveTeam",
  "offer",
  "offerTeam",
  "accept",
  "decline",
  "leave",
  "leaveNoHeir",
  "return",
  "resolve",
  "reopen",
  "time",
  "snooze",
  "snoozeForWord",
  "snoozeForOther",
  "task",
  "teamTask",
  "tick",
  "crash",
  "twoAtOnce",
  "merge",
  "mergeBoth",
  "unmerge",
  "split",
  "bulk",
] as const;

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

async function crew(): Promise<Crew> {
  const owner = await newWorkspace(house);
  const people = [owner];
  for (const role of ["lead", "agent", "agent", "admin"] as const)
    people.push(await newAgent(house, owner.workspaceId, role));
  const teamIds: string[] = [];
  for (const [index, lead] of people.slice(1, 3).entries()) {
    const team = await owner.call(createTeam, {
      body: { name: `Team ${index}`, leadId: lead.id, memberIds: people.slice(2).map(({ id }) => id) },
    });
    teamIds.push(team.id);
  }
  return { owner, people, teamIds, conversationIds: [] };
}

/** Lets it happen; refusals are part of the day, anything else is a fault. */
async function happen(crew: Crew, { what, a, b }: Happening): Promise<void> {
  const { owner, people, teamIds, conversationIds } = crew;
  const who = pick(people, a);
  const other = pick(people, b);
  const id = conversationIds.length > 0 ? pick(conversationIds, b) : "";
  const dueAt = new Date(house.clock.now().getTime() + ((a % 30) + 1) * hour).toISOString();
  const params = { id };
  const attempts: Record<(typeof kinds)[number], () => Promise<unknown>> = {
    start: async () => {
      const body = { customer: { email: `c${a % 5}@shop.example` }, subject: "Kettle", text: "It leaks" };
      const answer = await who.try(conversationsApi.startConversation, { body });
      if (answer.status === 200) conversationIds.push(String(answer.body["id"]));
      return answer;
    },
    write: () => owner.try(messagesApi.receiveMessage, { params, body: { text: "And?" } }),
    reply: () =>
      who.try(repliesApi.sendReply, {
        params,
        body: { text: "Soon", then: { state: "open", promise: { text: "Next", dueAt } } },
      }),
    replyUndone: async () => {
      const thens = [
        { state: "open", promise: { text: "Next", dueAt } },
        { state: "waiting" },
        { state: "resolved", reason: "Done" },
      ];
      const sent = await who.try(repliesApi.sendReply, {
        params,
        body: { text: "Oh", then: pick(thens, a) },
      });
      if (sent.status !== 200) return sent;
      return who.try(repliesApi.takeReplyBack, { params: { id: String(sent.body["id"]) } });
    },
    wait: () => who.try(conversationStatesApi.waitForCustomer, { params, body: {} }),
    take: () => who.try(handoversApi.assign, { params, body: { agentId: who.id } }),
    give: () => who.try(handoversApi.assign, { params, body: { agentId: other.id } }),
    giveTeam: () => who.try(handoversApi.assign, { params, body: { teamId: pick(teamIds, b) } }),
    offer: () => who.try(handoversApi.offerHandover, { params, body: { agentId: other.id, brief } }),
    offerTeam: () =>
      who.try(handoversApi.offerHandover, { params, body: { teamId: pick(teamIds, b), brief } }),
    accept: () => who.try(handoversApi.acceptHandover, { params }),
    decline: () => who.try(handoversApi.declineHandover, { params, body: { reason: "Busy" } }),
    leave: () => owner.try(deactivateAgent, { params: { id: who.id }, body: { heirId: other.id } }),
    leaveNoHeir: () => owner.try(deactivateAgent, { params: { id: who.id }, body: {} }),
    return: () => owner.try(reactivateAgent, { params: { id: who.id } }),
    resolve: () => who.try(conversationStatesApi.resolveConversation, { params, body: { reason: "Done" } }),
    reopen: () => who.try(conversationStatesApi.reopenConversation, { params }),
    time: async () => {
      house.clock.advance(((a % 20) + 1) * hour);
      await house.settle();
      return { status: 200 };
    },
    task: () =>
      who.try(tasks.addTask, { params, body: { title: "Look", assigneeId: a % 3 === 0 ? null : other.id } }),
    teamTask: () =>
      who.try(tasks.addTask, { params, body: { title: "Mend", teamId: pick(teamIds, b), dueAt } }),
    tick: async () => {
      const { body } = await who.try(tasks.listTasks);
      const [first] = (body["items"] ?? []) as { id: string }[];
      return first ? who.try(tasks.completeTask, { params: { id: first.id } }) : { status: 200 };
    },
    snooze: () => who.try(conversationStatesApi.snooze, { params, body: { until: dueAt } }),
    snoozeForWord: () => who.try(conversationStatesApi.snooze, { params, body: { for: "message" } }),
    snoozeForOther: () =>
      who.try(conversationStatesApi.snooze, {
        params,
        body: { for: "conversation", conversationId: pick(conversationIds, a) },
      }),
    crash: async () => {
      if (id === "") return { status: 200 };
      const lost = house.work(owner.actor, async (work) => {
        await make(work, id, "next_step", { text: "Never", dueAt: new Date(dueAt) }).catch(() => {});
        throw new Error("crash");
      });
      await expect(lost).rejects.toThrow("crash");
      return { status: 200 };
    },
    twoAtOnce: async () => {
      await Promise.all([
        who.try(handoversApi.assign, { params, body: { agentId: other.id } }),
        owner.try(deactivateAgent, { params: { id: other.id }, body: { heirId: owner.id } }),
        owner.try(conversationStatesApi.resolveConversation, { params, body: { reason: "Done" } }),
        owner.try(messagesApi.receiveMessage, { params, body: { text: "Hello?" } }),
      ]);
      return { status: 200 };
    },
    merge: () =>
      who.try(mergeConversations, {
        params,
        body: { sourceIds: [pick(conversationIds, a), pick(conversationIds, a + 1)], acrossCustomers: true },
      }),
    mergeBoth: async () => {
      const otherId = pick(conversationIds, a);
      await Promise.all([
        who.try(mergeConversations, { params, body: { sourceIds: [otherId], acrossCustomers: true } }),
        owner.try(mergeConversations, {
          params: { id: otherId },
          body: { sourceIds: [id], acrossCustomers: true },
        }),
        owner.try(messagesApi.receiveMessage, { params, body: { text: "Meanwhile" } }),
      ]);
      return { status: 200 };
    },
    unmerge: () => who.try(unmergeConversation, { params }),
    split: async () => {
      const { body } = await owner.try(messagesApi.listMessages, { params });
      const items = (body["items"] ?? []) as { id: string }[];
      if (items.length === 0) return { status: 200 };
      const answer = await who.try(splitMessage, {
        params: { id: pick(items, a).id },
        body: { subject: "Apart", ...(a % 2 === 0 && { holderId: other.id }) },
      });
      if (answer.status === 200) conversationIds.push(String(answer.body["id"]));
      return answer;
    },
    bulk: async () => {
      const actions = [
        { do: "resolve", reason: "Done" },
        { do: "reopen" },
        { do: "assign", agentId: other.id },
        { do: "assign", teamId: pick(teamIds, b) },
      ];
      const answer = await who.try(startBulk, {
        body: { selection: { ids: conversationIds }, action: pick(actions, a) },
      });
      await house.settle();
      return answer;
    },
  };
  if (id === "" && !["start", "time", "leave", "leaveNoHeir", "return"].includes(what)) return;
  const answer = (await attempts[what]()) as { status: number; body?: unknown };
  expect(answer.status < 500 ? null : { what, answer }).toBeNull();
}

/** Seconds during which any unresolved conversation was held by nobody who could answer, and who holds what in the end, told from the log alone. */
async function toldByTheLog(workspaceId: string) {
  const events = await house.system
    .selectFrom("events")
    .select(["name", "data", "at", "conversationId"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("xid")
    .orderBy("position")
    .execute();
  const gone = new Set<string>();
  const held = new Map<string, { holder: string | null; team: string | null; since: Date | null }>();
  let seconds = 0;
  const note = (state: { holder: string | null; team: string | null; since: Date | null }, now: Date) => {
    const orphan = state.team === null && (state.holder === null || gone.has(state.holder));
    if (state.since) seconds += Math.abs(now.getTime() - state.since.getTime()) / 1000;
    state.since = orphan ? now : null;
  };
  for (const event of events) {
    const data = event.data as Record<string, string | null>;
    if (event.name === "agent.deactivated") gone.add(String(data["agentId"]));
    if (event.name === "agent.reactivated") gone.delete(String(data["agentId"]));
    if (event.name === "conversation.assigned" && event.conversationId) {
      const state = held.get(event.conversationId) ?? { holder: null, team: null, since: null };
      held.set(
        event.conversationId,
        Object.assign(state, { holder: data["holderId"] ?? null, team: data["teamId"] ?? null }),
      );
    }
    const ends = event.name === "conversation.resolved" || event.name === "conversation.merged";
    if (ends && event.conversationId) held.delete(event.conversationId);
    for (const state of held.values()) note(state, event.at);
  }
  const holdings = [...held].map(([id, { holder, team }]) => ({ id, holder, team }));
  return { seconds, holdings: holdings.sort((a, b) => a.id.localeCompare(b.id)) };
}

/** Who holds each unresolved conversation, as the rows say. */
async function heldNow(workspaceId: string) {
  return house.system
    .selectFrom("conversations")
    .select(["id", "holderId as holder", "teamId as team"])
    .where("workspaceId", "=", workspaceId)
    .where("state", "<>", "resolved")
    .orderBy("id")
    .execute();
}

/** Open tasks that nobody who is here has, when all that follows from the day has happened. */
async function lostTasks(workspaceId: string): Promise<unknown[]> {
  const { rows } = await sql`select t.id, t.title from tasks t
    join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
    left join agents a on a.workspace_id = t.workspace_id and a.id = t.assignee_id
    left join teams m on m.workspace_id = t.workspace_id and m.id = coalesce(t.team_id, c.team_id)
    left join agents h on h.workspace_id = t.workspace_id and h.id = c.holder_id
    where t.workspace_id = ${workspaceId}::uuid and t.state = 'open'
      and not coalesce(a.active, m.lead_id is not null or coalesce(h.active, false))`.execute(house.system);
  return rows;
}

test("whatever happens, every unresolved conversation has somebody who answers and a live promise: zero orphan-seconds", async () => {
  const day = fc.array(fc.record({ what: fc.constantFrom(...kinds), a: fc.nat(1000), b: fc.nat(1000) }), {
    minLength: 20,
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(day, async (happenings) => {
      const people = await crew();
      await happen(people, { what: "start", a: 1, b: 1 });
      for (const happening of happenings) {
        await happen(people, happening);
        const { rows } = await sql<{ id: string }>`
          select c.id from conversations c
          left join agents a on a.workspace_id = c.workspace_id and a.id = c.holder_id
          left join teams t on t.workspace_id = c.workspace_id and t.id = c.team_id
          left join agents l on l.workspace_id = t.workspace_id and l.id = t.lead_id
          left join promises p on p.workspace_id = c.workspace_id and p.id = c.promise_id and p.settled_at is null
          where c.workspace_id = ${people.owner.workspaceId}::uuid and c.state <> 'resolved'
            and (p.id is null or not coalesce(a.active, l.active, false))`.execute(house.system);
        expect({ happening, rows }).toEqual({ happening, rows: [] });
      }
      expect(await toldByTheLog(people.owner.workspaceId)).toEqual({
        seconds: 0,
        holdings: await heldNow(people.owner.workspaceId),
      });
      await house.settle();
      expect(await lostTasks(people.owner.workspaceId)).toEqual([]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 900_000);

test("the database itself refuses a conversation without holder or promise, and a holder who is not active", async () => {
  const owner = await newWorkspace(house);
  const agent = await newAgent(house, owner.workspaceId);
  const { id } = await agent.call(conversationsApi.startConversation, {
    body: { customer: { email: "c@shop.example" }, subject: "x", text: "y" },
  });
  const change = (columns: Record<string, unknown>) =>
    house.system.updateTable("conversations").set(columns).where("id", "=", id).execute();
  await expect(change({ holderId: null })).rejects.toMatchObject({ constraint: "never_dropped" });
  await expect(change({ promiseId: null })).rejects.toMatchObject({ constraint: "never_dropped" });
  await expect(change({ promiseDueAt: null })).rejects.toMatchObject({ constraint: "never_dropped" });
  await expect(
    house.system.updateTable("agents").set({ active: false }).where("id", "=", agent.id).execute(),
  ).rejects.toMatchObject({ code: "23503" });
});
