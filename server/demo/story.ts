import type { Insertable } from "kysely";
import type { EventData, EventName } from "../../shared/events.ts";
import { preview } from "../conversations/preview.ts";
import { addBusinessMinutes } from "../people/business-hours.ts";
import type { DB } from "../platform/tables.ts";
import { type Chance, idOf } from "./chance.ts";
import type { Plan, PlannedAgent, PlannedCustomer, PlannedOrder } from "./plan.ts";
import type { Beginning, Doer, ToldEvent } from "./told.ts";
import type { Topic } from "./words.ts";

type Row<T extends keyof DB> = Insertable<DB[T]>;

/** What a story is told with. */
export interface Telling {
  story: Story;
  chance: Chance;
  topic: Topic;
  order: PlannedOrder | undefined;
  /** Steps after which it stays as it is: the newest are still open. */
  steps: number;
}

/** Everything one conversation is made of; told step by step, each step at its own time, in order. */
export class Story {
  readonly conversation: Row<"conversations">;
  readonly messages: Row<"messages">[] = [];
  readonly promises: Row<"promises">[] = [];
  readonly handovers: Row<"handovers">[] = [];
  readonly followUps: Row<"followUps">[] = [];
  readonly events: ToldEvent[] = [];
  readonly plan: Plan;
  readonly customer: PlannedCustomer;
  readonly id: string;
  holder: PlannedAgent | null = null;
  #live: Row<"promises"> | null = null;
  #count = 0;

  constructor(plan: Plan, customer: PlannedCustomer, { index, number, at, subject, tags }: Beginning) {
    this.plan = plan;
    this.customer = customer;
    this.id = idOf(`${plan.workspaceId}/conversation ${index}`, at);
    this.conversation = {
      workspaceId: plan.workspaceId,
      id: this.id,
      number,
      subject,
      state: "open",
      tags,
      inboxId: plan.inbox.id,
      customerId: customer.id,
      teamId: plan.teams[0]?.id ?? null,
      lastMessageAt: at,
      createdAt: at,
    };
  }

  get live(): Row<"promises"> | null {
    return this.#live;
  }

  newId(at: Date): string {
    return idOf(`${this.id}/${this.#count++}`, at);
  }

  record<N extends EventName>(name: N, data: EventData<N>, at: Date, who: Doer): void {
    this.events.push({
      id: this.newId(at),
      name,
      data,
      actorKind: who === "house" ? "system" : who === "customer" ? "customer" : "agent",
      actorId: who === "house" ? null : who === "customer" ? this.customer.id : who.id,
      at,
    });
  }

  /** A message: from the customer, or from an agent to the customer. */
  say(text: string, at: Date, who: "customer" | PlannedAgent): void {
    const inward = who === "customer";
    const id = this.newId(at);
    this.messages.push({
      ...this.#message(id, text, at),
      direction: inward ? "in" : "out",
      kind: "reply",
      authorKind: inward ? "customer" : "agent",
      authorAgentId: inward ? null : who.id,
      authorCustomerId: inward ? this.customer.id : null,
      authorAddress: inward ? this.customer.email : null,
      toAddresses: inward
        ? [{ name: "Lantern & Loom", address: this.plan.inbox.address }]
        : [{ name: this.customer.name, address: this.customer.email }],
      internetMessageId: inward ? `${id}@mail.example` : null,
    });
    Object.assign(this.conversation, {
      preview: preview(text),
      lastMessageAt: at,
      customerSpokeLast: inward,
      ...(!inward && { firstRepliedAt: this.conversation.firstRepliedAt ?? at }),
    });
    const about = { conversationId: this.id, messageId: id };
    if (inward) {
      const more = { customerId: this.customer.id, channel: "email", proven: true };
      this.record("message.received", { ...about, ...more }, at, "house");
    } else this.record("message.sent", { ...about, channel: "email" }, at, who);
  }

  note(text: string, at: Date, who: PlannedAgent): void {
    const id = this.newId(at);
    this.messages.push({
      ...this.#message(id, text, at),
      kind: "note",
      direction: "internal",
      authorKind: "agent",
      authorAgentId: who.id,
      authorCustomerId: null,
      authorAddress: null,
      toAddresses: [],
      internetMessageId: null,
    });
    this.record("note.written", { conversationId: this.id, messageId: id }, at, who);
  }

  promise(kind: "first_reply" | "next_step" | "check_in", text: string, dueAt: Date, at: Date, who: Doer) {
    const id = this.newId(at);
    const madeBy = typeof who === "string" ? null : who.id;
    this.#live = {
      workspaceId: this.plan.workspaceId,
      id,
      conversationId: this.id,
      kind,
      text,
      dueAt,
      madeBy,
      madeAt: at,
      brokenAt: null,
      settledAt: null,
      outcome: null,
    };
    this.promises.push(this.#live);
    this.record(
      "promise.made",
      { conversationId: this.id, promiseId: id, kind, dueAt: dueAt.toISOString(), text },
      at,
      who,
    );
  }

  /** Ends the live promise; after its time it counts as broken, and its lead has heard of it. */
  settle(wanted: "kept" | "withdrawn", at: Date, who: Doer): void {
    const live = this.#live;
    if (!live) return;
    const dueAt = live.dueAt as Date;
    const late = at > dueAt;
    if (late) this.#breakPromise(live);
    else if (at.getTime() > dueAt.getTime() - this.plan.settings.dueSoonMinutes * 60_000) this.#dueSoon(live);
    Object.assign(live, { settledAt: at, outcome: late ? "broken" : wanted });
    if (!late) this.record(`promise.${wanted}`, this.#about(live), at, who);
    this.#live = null;
  }

  /** The live promise was another one than first told. */
  rewrite(change: { dueAt?: Date; kind?: string; text?: string }): void {
    const live = this.#live;
    if (!live) return;
    Object.assign(live, change);
    const made = this.events.findLast(
      ({ name, data }) => name === "promise.made" && data["promiseId"] === live.id,
    );
    Object.assign(made?.data ?? {}, change, change.dueAt && { dueAt: change.dueAt.toISOString() });
  }

  hold(
    who: PlannedAgent | null,
    why: EventData<"conversation.assigned">["why"],
    at: Date,
    doer: Doer,
    fromTeamId = this.conversation.teamId ?? null,
  ): void {
    this.record(
      "conversation.assigned",
      {
        conversationId: this.id,
        holderId: who?.id ?? null,
        teamId: this.conversation.teamId ?? null,
        fromId: this.holder?.id ?? null,
        fromTeamId,
        why,
      },
      at,
      doer,
    );
    this.holder = who;
    this.conversation.holderId = who?.id ?? null;
  }

  /** Brings the conversation to what it is at the end: its live promise, broken or warned of when it is time. */
  close(): void {
    const live = this.#live;
    if (!live) return;
    const { now, settings } = this.plan;
    const dueAt = live.dueAt as Date;
    const soon = new Date(dueAt.getTime() - settings.dueSoonMinutes * 60_000);
    if (dueAt <= now) this.#breakPromise(live);
    else if (soon <= now) this.#dueSoon(live);
    Object.assign(this.conversation, {
      promiseId: live.id,
      promiseKind: live.kind,
      promiseText: live.text,
      promiseDueAt: dueAt,
      promiseBrokenAt: live.brokenAt,
      promiseDueSoonAt: soon > now ? soon : null,
      escalatedToId: live.brokenAt ? this.#lead() : null,
    });
  }

  /** A moment this many business minutes after another. */
  later(at: Date, minutes: number): Date {
    return addBusinessMinutes(at, minutes, this.plan.hours, this.plan.zone);
  }

  #message(id: string, text: string, at: Date) {
    const { workspaceId } = this.plan;
    return { workspaceId, id, conversationId: this.id, channel: "email", text, at };
  }

  #about({ id, kind, dueAt }: Row<"promises">) {
    return { conversationId: this.id, promiseId: id, kind, dueAt: (dueAt as Date).toISOString() };
  }

  #breakPromise(live: Row<"promises">): void {
    const at = live.dueAt as Date;
    this.#dueSoon(live);
    live.brokenAt = at;
    this.record("promise.broken", this.#about(live), at, "house");
    this.record("conversation.escalated", { conversationId: this.id, leadId: this.#lead() }, at, "house");
  }

  #dueSoon(live: Row<"promises">): void {
    const made = (live.madeAt as Date).getTime();
    const due = (live.dueAt as Date).getTime();
    const at = new Date(Math.max(made, due - this.plan.settings.dueSoonMinutes * 60_000));
    const { conversationId, promiseId, dueAt } = this.#about(live);
    this.record("promise.due_soon", { conversationId, promiseId, dueAt }, at, "house");
  }

  #lead(): string {
    const team = this.plan.teams.find(({ id }) => id === this.conversation.teamId) ?? this.plan.teams[0];
    return team?.leadId ?? "";
  }
}
