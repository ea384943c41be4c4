import type { PlannedAgent } from "./plan.ts";
import type { Telling } from "./story.ts";
import { comments } from "./words.ts";

const hour = 3600_000;

/** What comes after the end: the check-in mail, its answer, and what an unhappy answer does. Returns when an agent writes again. */
export function followUp({ story, chance }: Telling, agent: PlannedAgent, resolvedAt: Date): Date | null {
  const { plan, conversation } = story;
  const dueAt = new Date(resolvedAt.getTime() + (plan.settings.followUpHours ?? 24) * hour);
  const id = story.newId(resolvedAt);
  const about = { conversationId: story.id, followUpId: id };
  story.record("follow_up.scheduled", { ...about, dueAt: dueAt.toISOString() }, resolvedAt, "house");
  const { workspaceId } = plan;
  const row = {
    workspaceId,
    id,
    conversationId: story.id,
    customerId: story.customer.id,
    holderId: agent.id,
    dueAt,
  };
  const answeredAt = new Date(dueAt.getTime() + chance.around(5, 1.2) * hour);
  const sent = dueAt <= plan.now;
  const answered = answeredAt <= plan.now && chance.is(0.38);
  const rating = answered
    ? rate(
        story.promises.some(({ outcome }) => outcome === "broken"),
        chance,
      )
    : null;
  const kind = (rating ?? 0) >= 4 ? "good" : rating === 3 ? "middling" : "bad";
  story.followUps.push({
    ...row,
    state: answered ? "answered" : sent ? "sent" : "scheduled",
    sentAt: sent ? dueAt : null,
    rating,
    comment: answered && chance.is(0.45) ? chance.pick(comments[kind]) : "",
    answeredAt: answered ? answeredAt : null,
  });
  if (sent) story.record("follow_up.sent", about, dueAt, "house");
  if (rating === null) return null;
  story.record("response.given", { ...about, rating }, answeredAt, "customer");
  conversation.rating = rating;
  if (rating > 2) return null;
  Object.assign(conversation, { state: "open", resolvedAt: null, resolution: null });
  const minutes = plan.settings.nextReplyMinutes;
  story.promise("next_step", "Reply", story.later(answeredAt, minutes), answeredAt, "house");
  story.record("conversation.reopened", { conversationId: story.id, why: "rating" }, answeredAt, "house");
  story.hold(story.holder, "reopened", answeredAt, "house");
  return story.later(answeredAt, chance.around(minutes * 0.4, 0.6));
}

/** A broken promise shows in the rating, as it does in life. */
function rate(broken: boolean, chance: { weighted: Telling["chance"]["weighted"] }): number {
  return Number(
    broken
      ? chance.weighted({ 1: 18, 2: 17, 3: 20, 4: 25, 5: 20 })
      : chance.weighted({ 1: 2, 2: 4, 3: 9, 4: 28, 5: 57 }),
  );
}
