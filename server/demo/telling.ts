import { Chance } from "./chance.ts";
import { answers, english, type Letter, others } from "./letters.ts";
import { openTail, type Plan, type PlannedAgent, type PlannedOrder } from "./plan.ts";
import { awake } from "./rhythm.ts";
import { Story, type Telling } from "./story.ts";
import { followUp } from "./telling-after.ts";
import { briefs, notes, promised, resolutions } from "./words.ts";

const minute = 60_000;
const day = 86_400_000;
const endless = 12;

/** Tells one conversation from its first word to where it stands at the plan's `now`. */
export function tell(plan: Plan, index: number, number: number): Story {
  const telling = begin(plan, index, number);
  const { story } = telling;
  let at: Date | null = firstReplyAt(telling);
  for (let step = 0; at && at <= plan.now && step < telling.steps; step++) at = goOn(telling, at, step);
  if (index >= plan.conversationsAt.length - openTail) freshen(telling, index);
  story.close();
  return story;
}

function begin(plan: Plan, index: number, number: number): Telling {
  const chance = new Chance(`conversation ${index}`);
  const at = plan.conversationsAt[index] ?? plan.now;
  const order = recentOrder(plan, chance, at);
  const customer = order?.customer ?? chance.pick(plan.customers.filter(({ createdAt }) => createdAt <= at));
  const topic = chance.weighted({
    delivery: plan.now.getTime() - at.getTime() < 30 * day ? 44 : 32,
    return: 20,
    size: 11,
    invoice: 10,
    damaged: 10,
    change: 6,
    praise: 6,
    question: 5,
  });
  const written: Letter = chance.pick(
    (customer.language === "en" ? undefined : others[customer.language][topic]) ?? english[topic],
  );
  const fill = filler({ order, agent: null, name: customer.name });
  const story = new Story(plan, customer, {
    index,
    number,
    at,
    subject: fill(written.subject),
    tags: [topic],
  });
  if (topic === "damaged" && chance.is(0.3)) story.conversation.priority = "high";
  const steps = index >= plan.conversationsAt.length - openTail ? chance.whole(1, 3) : endless;
  const telling = { story, chance, topic, order, steps };
  story.promise("first_reply", "First reply", story.later(at, plan.settings.firstReplyMinutes), at, "house");
  const { id: conversationId, conversation } = story;
  const about = { conversationId, customerId: customer.id, inboxId: conversation.inboxId };
  story.record("conversation.started", about, at, "house");
  story.hold(null, "started", at, "house", null);
  story.say(fill(written.text), at, "customer");
  return telling;
}

/** An order of the two weeks before, most times: that is what people write about. */
function recentOrder(plan: Plan, chance: Chance, at: Date): PlannedOrder | undefined {
  const last = plan.orders.findLastIndex(({ placedAt }) => placedAt.getTime() < at.getTime() - day);
  const first = plan.orders.findIndex(({ placedAt }) => placedAt.getTime() > at.getTime() - 15 * day);
  const order = plan.orders[chance.whole(Math.max(0, first), Math.max(0, last))];
  return chance.is(0.88) && last >= first ? order : undefined;
}

function firstReplyAt({ story, chance }: Telling): Date {
  const at = story.conversation.createdAt as Date;
  const busy = at.getUTCMonth() === 11 ? 1.9 : 1;
  const target = story.plan.settings.firstReplyMinutes;
  return story.later(at, Math.max(3, chance.around(target * 0.28 * busy, 0.85)));
}

/** One word of an agent, and what comes of it; returns when the next one is due, or null when there is none. */
function goOn(telling: Telling, at: Date, step: number): Date | null {
  const { story, chance, topic } = telling;
  const agent = story.holder ?? chance.pick(story.plan.agents.filter(({ team }) => team === "Service"));
  const ending = topic === "praise" ? 1 : telling.steps < endless ? 0.2 : step === 0 ? 0.42 : 0.68;
  if (chance.is(0.13)) story.note(chance.pick(notes), new Date(at.getTime() - 2 * minute), agent);
  if (chance.is(ending)) return solve(telling, agent, at);
  if (chance.is(0.55)) return promiseMore(telling, agent, at);
  return ask(telling, agent, at);
}

function answer(
  telling: Telling,
  agent: PlannedAgent,
  at: Date,
  kind: "step" | "ask" | "solve" | "chase",
): void {
  const { story, chance, order } = telling;
  const { language, name } = story.customer;
  const fill = filler({ order, agent, name: name.split(" ")[0] ?? name });
  story.settle("kept", at, agent);
  if (!story.holder) story.hold(agent, "taken", at, agent);
  story.say(fill(chance.pick(answers[language][kind])), at, agent);
}

/** It ends here, and a day later we ask how it was. */
function solve(telling: Telling, agent: PlannedAgent, at: Date): Date | null {
  const { story, chance, topic } = telling;
  answer(telling, agent, at, "solve");
  const reason = chance.pick(resolutions[topic]);
  Object.assign(story.conversation, { state: "resolved", resolvedAt: at, resolution: reason });
  const { teamId = null } = story.conversation;
  const about = { conversationId: story.id, holderId: agent.id, teamId, customerId: story.customer.id };
  story.record("conversation.resolved", { ...about, reason }, at, agent);
  return story.followUps.length > 0 ? null : followUp(telling, agent, at);
}

/** The agent promises the next step and keeps it, mostly; sometimes another team takes it on. */
function promiseMore(telling: Telling, agent: PlannedAgent, at: Date): Date {
  const { story, chance, topic } = telling;
  answer(telling, agent, at, "step");
  const minutes = chance.pick([240, 480, 480, 960, 1440]);
  const dueAt = story.later(at, minutes);
  const onHold = chance.is(0.3);
  story.conversation.state = onHold ? "on_hold" : "open";
  if (onHold) story.record("conversation.put_on_hold", { conversationId: story.id }, at, agent);
  story.promise("next_step", chance.pick(promised[topic]), dueAt, at, agent);
  const late = chance.is(0.09);
  const done = story.later(at, minutes * (late ? chance.between(1.1, 1.7) : chance.between(0.3, 0.97)));
  if (chance.is(0.3)) handOver(telling, agent, at, done);
  if (onHold && done <= story.plan.now) {
    story.conversation.state = "open";
    story.record(
      "conversation.opened",
      { conversationId: story.id, from: "on_hold" },
      done,
      story.holder ?? agent,
    );
  }
  return done;
}

/** A question to the customer; we wait, with a check-in promised, and ask again when they stay silent. */
function ask(telling: Telling, agent: PlannedAgent, at: Date): Date | null {
  const { story, chance } = telling;
  const { plan } = story;
  answer(telling, agent, at, "ask");
  story.conversation.state = "waiting";
  story.record("conversation.waiting", { conversationId: story.id }, at, agent);
  const checkIn = story.later(at, 960);
  story.promise("check_in", "Check in", checkIn, at, agent);
  const heard = awake(new Date(at.getTime() + chance.around(7 * 60, 1.1) * minute), chance, plan.zone);
  if (heard > checkIn) {
    const chased = story.later(at, 930);
    if (chased > plan.now) return null;
    answer(telling, agent, chased, "chase");
    story.promise("check_in", "Check in", story.later(chased, 1440), chased, agent);
    return story.later(chased, 1400);
  }
  if (heard > plan.now) return null;
  const fill = filler({ order: telling.order, agent, name: story.customer.name });
  story.settle("withdrawn", heard, "house");
  story.conversation.state = "open";
  story.record("conversation.opened", { conversationId: story.id, from: "waiting" }, heard, "house");
  const minutes = plan.settings.nextReplyMinutes;
  story.promise("next_step", "Reply", story.later(heard, minutes), heard, "house");
  story.say(fill(chance.pick(answers[story.customer.language].answer)), heard, "customer");
  return story.later(heard, Math.max(4, chance.around(minutes * 0.35, 0.7)));
}

/** Offered with a brief and accepted soon; a few are declined, and the newest may still wait for an answer. */
function handOver({ story, chance, topic }: Telling, from: PlannedAgent, at: Date, before: Date): void {
  const { plan, conversation } = story;
  const offeredAt = new Date(at.getTime() + chance.between(3, 20) * minute);
  const team =
    topic === "invoice" ? "Billing" : topic === "return" || topic === "damaged" ? "Returns" : "Service";
  const to = chance.pick(plan.agents.filter((agent) => agent.team === team && agent.id !== from.id));
  const answeredAt = story.later(offeredAt, chance.around(25, 0.8));
  if (offeredAt > plan.now || answeredAt >= before) return;
  const state = answeredAt > plan.now ? "offered" : chance.is(0.12) ? "declined" : "accepted";
  const id = story.newId(offeredAt);
  const { workspaceId } = plan;
  const brief = { ...chance.pick(briefs), promised: story.live?.text ?? "" };
  const reason = state === "declined" ? "I am off from tomorrow; please keep it." : "";
  const row = {
    workspaceId,
    id,
    conversationId: story.id,
    fromAgentId: from.id,
    toAgentId: to.id,
    brief,
    offeredAt,
  };
  const answered = state === "offered" ? null : answeredAt;
  story.handovers.push({ ...row, state, reason, answeredAt: answered, answeredBy: answered && to.id });
  const about = { conversationId: story.id, handoverId: id };
  story.record("handover.offered", { ...about, toAgentId: to.id, toTeamId: null }, offeredAt, from);
  if (state === "offered") conversation.offeredAgentId = to.id;
  if (state === "declined")
    story.record("handover.declined", { ...about, agentId: to.id, reason }, answeredAt, to);
  if (state !== "accepted") return;
  story.record("handover.accepted", { ...about, agentId: to.id }, answeredAt, to);
  story.hold(to, "accepted", answeredAt, to);
}

/** What is open in the newest conversations lies ahead, some of it within the hour; a few promises are overdue. */
function freshen({ story, chance }: Telling, index: number): void {
  const { live, holder } = story;
  if (!live) return;
  if (live.kind === "next_step" && holder) pause(story, live.madeAt as Date, holder, index % 4);
  const { now } = story.plan;
  const kind = index % 7;
  const overdue = new Date(now.getTime() - chance.between(5, 240) * minute);
  if (kind === 0 && overdue > (live.madeAt as Date)) story.rewrite({ dueAt: overdue });
  else if (kind === 1) story.rewrite({ dueAt: new Date(now.getTime() + chance.between(8, 50) * minute) });
  else if ((live.dueAt as Date) <= now) story.rewrite({ dueAt: story.later(now, chance.between(60, 900)) });
}

/** Some of them wait for somebody else, some for the customer. */
function pause(story: Story, at: Date, holder: PlannedAgent, kind: number): void {
  if (story.conversation.state !== "open" || story.conversation.customerSpokeLast || kind > 1) return;
  story.conversation.state = kind === 0 ? "on_hold" : "waiting";
  const name = kind === 0 ? "conversation.put_on_hold" : "conversation.waiting";
  story.record(name, { conversationId: story.id }, at, holder);
  if (kind === 1) story.rewrite({ kind: "check_in", text: "Check in" });
}

interface Words {
  order: PlannedOrder | undefined;
  agent: PlannedAgent | null;
  name: string;
}

function filler({ order, agent, name }: Words): (text: string) => string {
  const values: Record<string, string> = {
    name,
    order: order?.number ?? "LL-10500",
    product: order?.lines[0]?.name ?? "Skerry wool blanket",
    agent: agent?.name.split(" ")[0] ?? "",
  };
  return (text) => text.replaceAll(/\{(\w+)\}/g, (_, word: string) => values[word] ?? "");
}
