import type { Work } from "../platform/work.ts";
import { idOf } from "./chance.ts";
import type { Plan, PlannedCustomer, PlannedOrder } from "./plan.ts";
import { mark, putEvents, putRows } from "./rows.ts";
import type { ToldEvent } from "./told.ts";

/** Demo people have no password: they cannot sign in. */
export async function putPeople(work: Work, plan: Plan): Promise<void> {
  const { workspaceId, openedAt: createdAt, inbox, teams, agents } = plan;
  await putRows(
    work,
    "agents",
    agents.map(({ id, name, email, role }) => ({
      workspaceId,
      id,
      name,
      email,
      role,
      active: true,
      presence: "offline",
      createdAt,
    })),
  );
  await putRows(
    work,
    "teams",
    teams.map(({ id, name, leadId }) => ({ workspaceId, id, name, leadId, createdAt })),
  );
  const members = agents.map((agent) => ({
    workspaceId,
    teamId: teams.find(({ name }) => name === `Demo ${agent.team}`)?.id ?? "",
    agentId: agent.id,
  }));
  await putRows(work, "teamMembers", members);
  await putRows(work, "inboxes", [
    {
      workspaceId,
      id: inbox.id,
      name: "Lantern & Loom (demo)",
      channel: "email",
      address: inbox.address,
      teamId: teams[0]?.id ?? null,
      restricted: false,
      signature: "Lantern & Loom",
      acknowledge: false,
      createdAt,
    },
  ]);
  await mark(
    work,
    "agent",
    agents.map(({ id }) => id),
  );
  await mark(
    work,
    "team",
    teams.map(({ id }) => id),
  );
  await mark(work, "inbox", [inbox.id]);
  const told = (name: ToldEvent["name"], data: Record<string, string>): ToldEvent => ({
    id: idOf(`${workspaceId}/${name} ${Object.values(data)[0]}`, createdAt),
    name,
    data,
    actorKind: "system",
    actorId: null,
    at: createdAt,
  });
  await putEvents(work, 0, [
    ...agents.map(({ id }) => told("agent.joined", { agentId: id })),
    ...teams.map(({ id }) => told("team.created", { teamId: id })),
    told("inbox.created", { inboxId: inbox.id }),
  ]);
}

/** Customers with their addresses. */
export async function putCustomers(
  work: Work,
  step: number,
  some: readonly PlannedCustomer[],
): Promise<void> {
  const { workspaceId } = work;
  await putRows(
    work,
    "customers",
    some.map(({ id, name, createdAt }) => ({ workspaceId, id, name, note: "", createdAt })),
  );
  await putRows(
    work,
    "identities",
    some.map(({ id, email, createdAt }) => ({
      workspaceId,
      id: idOf(`${id}/email`, createdAt),
      customerId: id,
      kind: "email",
      value: email,
      verified: true,
      createdAt,
    })),
  );
  await mark(
    work,
    "customer",
    some.map(({ id }) => id),
  );
  await putEvents(
    work,
    step,
    some.map(({ id, createdAt: at }) => ({
      id: idOf(`${id}/created`, at),
      name: "customer.created",
      data: { customerId: id },
      actorKind: "system",
      actorId: null,
      at,
    })),
  );
}

/** Orders of customers who are there already. */
export async function putOrders(work: Work, step: number, some: readonly PlannedOrder[]): Promise<void> {
  const { workspaceId } = work;
  await putRows(
    work,
    "orders",
    some.map(({ id, number, customer, lines, placedAt, status }) => ({
      workspaceId,
      id,
      customerId: customer.id,
      number,
      status,
      currency: "EUR",
      totalMinor: lines.reduce((sum, { quantity, priceMinor }) => sum + quantity * priceMinor, 0),
      lines,
      placedAt,
    })),
  );
  await putEvents(
    work,
    step,
    some.map(({ id, customer, placedAt: at }) => ({
      id: idOf(`${id}/recorded`, at),
      name: "order.recorded",
      data: { customerId: customer.id, orderId: id },
      actorKind: "system",
      actorId: null,
      at,
    })),
  );
}
