import type { Workspace } from "../../shared/workspace.ts";
import { getWorkspace } from "../people/workspace.ts";
import { system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { takeInCustomers, takeInMessages } from "../search/taking-in.ts";
import { makePlan, type Plan, size } from "./plan.ts";
import { mark, putEvents, putRows } from "./rows.ts";
import { putCustomers, putOrders, putPeople } from "./shop.ts";
import type { Story } from "./story.ts";
import { tell } from "./telling.ts";

const chunk = { customers: 500, orders: 1000, conversations: 100 } as const;
const customerSteps = size.customers / chunk.customers;
const orderSteps = size.orders / chunk.orders;

/** How many steps filling takes; none of them holds a transaction open for a second. */
export const fillingSteps = 1 + customerSteps + orderSteps + size.conversations / chunk.conversations;

let planned: { key: string; plan: Plan } | null = null;

/** The plan of a workspace's demo: worked out once, not for each step. */
async function planOf(work: Work, beganAt: Date): Promise<Plan> {
  return planFor(await getWorkspace(work), beganAt);
}

function planFor(workspace: Workspace, beganAt: Date): Plan {
  const key = JSON.stringify([workspace, beganAt]);
  if (planned?.key !== key) planned = { key, plan: makePlan(workspace, beganAt) };
  return planned.plan;
}

/** Works the plan out before a step begins: it takes a second of thought, and a transaction that idles for one is ended. */
export async function planAhead(house: House, workspaceId: string, beganAt: Date): Promise<void> {
  const workspace = await house.work(system(workspaceId, "demo"), (work) => getWorkspace(work));
  planFor(workspace, beganAt);
}

export interface Filling {
  beganAt: Date;
  step: number;
  firstNumber: number;
}

/** One step of filling: the people, or some customers, orders or conversations. */
export async function fillStep(work: Work, { beganAt, step, firstNumber }: Filling): Promise<void> {
  const plan = await planOf(work, beganAt);
  if (step === 0) return putPeople(work, plan);
  const customersAt = step - 1;
  if (customersAt < customerSteps) {
    const customers = part(plan.customers, customersAt, chunk.customers);
    await putCustomers(work, step, customers);
    return takeInCustomers(
      work,
      customers.map(({ id }) => id),
    );
  }
  const ordersAt = customersAt - customerSteps;
  if (ordersAt < orderSteps) return putOrders(work, step, part(plan.orders, ordersAt, chunk.orders));
  const from = (ordersAt - orderSteps) * chunk.conversations;
  const stories = Array.from({ length: chunk.conversations }, (_, index) =>
    tell(plan, from + index, firstNumber + from + index),
  );
  if (step === fillingSteps - 1) planned = null;
  return putStories(work, step, stories);
}

function part<T>(list: readonly T[], index: number, length: number): T[] {
  return list.slice(index * length, (index + 1) * length);
}

async function putStories(work: Work, step: number, stories: readonly Story[]): Promise<void> {
  const { workspaceId } = work;
  await putRows(
    work,
    "conversations",
    stories.map(({ conversation }) => ({ ...blank, ...conversation })),
  );
  await putRows(
    work,
    "promises",
    stories.flatMap(({ promises }) => promises),
  );
  await putRows(
    work,
    "participants",
    stories.map(({ id, customer }) => ({
      workspaceId,
      conversationId: id,
      customerId: customer.id,
      role: "requester",
    })),
  );
  await putRows(
    work,
    "messages",
    stories.flatMap(({ messages }) => messages.map((message) => ({ ...plain, ...message }))),
  );
  // What the demo tells of the past goes by the log's readers, so search is told here.
  await takeInMessages(
    work,
    stories.flatMap(({ messages }) => messages.map(({ id }) => String(id))),
  );
  await putRows(
    work,
    "handovers",
    stories.flatMap(({ handovers }) => handovers),
  );
  await putRows(
    work,
    "followUps",
    stories.flatMap(({ followUps }) => followUps),
  );
  await mark(
    work,
    "conversation",
    stories.map(({ id }) => id),
  );
  await putEvents(
    work,
    step,
    stories.flatMap(({ events }) => events),
  );
}

// One statement takes rows of one shape, so each names every column it might have.
const blank = {
  preview: "",
  priority: "normal",
  holderId: null,
  promiseId: null,
  promiseKind: null,
  promiseText: null,
  promiseDueAt: null,
  promiseBrokenAt: null,
  promiseDueSoonAt: null,
  offeredAgentId: null,
  escalatedToId: null,
  customerSpokeLast: true,
  resolution: null,
  rating: null,
  firstRepliedAt: null,
  resolvedAt: null,
};
const plain = { blockedImages: 0, ccAddresses: [], proven: true, provenWhy: "" };
