import type { BusinessHours, Workspace } from "../../shared/workspace.ts";
import { Chance, idOf } from "./chance.ts";
import { moments } from "./rhythm.ts";
import { firstNames, type Language, lastNames, people, products } from "./words.ts";

export const size = { customers: 5000, orders: 12_000, conversations: 3000 } as const;
const day = 86_400_000;
/** The newest conversations, still being worked on. */
export const openTail = 70;

export interface PlannedAgent {
  id: string;
  name: string;
  email: string;
  role: "lead" | "agent";
  team: string;
}

export interface PlannedCustomer {
  id: string;
  name: string;
  email: string;
  language: Language;
  createdAt: Date;
}

export interface PlannedOrder {
  id: string;
  number: string;
  customer: PlannedCustomer;
  lines: { name: string; quantity: number; priceMinor: number }[];
  placedAt: Date;
  status: "placed" | "paid" | "shipped" | "delivered" | "cancelled" | "refunded";
}

/** The whole shop, worked out from the workspace and the moment the demo began: the same each time. */
export interface Plan {
  workspaceId: string;
  now: Date;
  zone: string;
  hours: BusinessHours;
  settings: Pick<Workspace, "firstReplyMinutes" | "nextReplyMinutes" | "dueSoonMinutes" | "followUpHours">;
  openedAt: Date;
  inbox: { id: string; address: string };
  teams: { id: string; name: string; leadId: string }[];
  agents: PlannedAgent[];
  customers: PlannedCustomer[];
  orders: PlannedOrder[];
  conversationsAt: Date[];
}

/** Plans the shop of a workspace as it looks at `now`. */
export function makePlan(workspace: Workspace, now: Date): Plan {
  const { id: workspaceId, timeZone: zone, businessHours: hours } = workspace;
  const openedAt = new Date(now.getTime() - 760 * day);
  const id = (name: string, at: Date) => idOf(`${workspaceId}/${name}`, at);
  const chance = new Chance("plan");
  const host = `${workspaceId.slice(-12)}.lantern-and-loom.example`;
  const agents = people.map(({ name, role, team }) => ({
    id: id(name, openedAt),
    name,
    email: `${local(name)}@${host}`,
    role,
    team,
  }));
  const leadOf = (team: string) =>
    agents.find((agent) => agent.team === team && agent.role === "lead")?.id ?? "";
  const customers = planCustomers(chance, id, openedAt, now);
  const orders = planOrders(chance, id, customers, openedAt, now, zone);
  const year = moments(
    chance,
    size.conversations - openTail,
    new Date(now.getTime() - 365 * day),
    new Date(now.getTime() - 5 * day),
    zone,
  );
  const tail = moments(
    chance,
    openTail,
    new Date(now.getTime() - 5 * day),
    new Date(now.getTime() - 60_000),
    zone,
  );
  return {
    workspaceId,
    now,
    zone,
    hours,
    settings: workspace,
    openedAt,
    inbox: { id: id("inbox", openedAt), address: `hello@${host}` },
    teams: [...new Set(people.map(({ team }) => team))].map((name) => ({
      id: id(`team ${name}`, openedAt),
      name: `Demo ${name}`,
      leadId: leadOf(name),
    })),
    agents,
    customers,
    orders,
    conversationsAt: [...year, ...tail],
  };
}

type IdOf = (name: string, at: Date) => string;

function planCustomers(chance: Chance, id: IdOf, openedAt: Date, now: Date): PlannedCustomer[] {
  return Array.from({ length: size.customers }, (_, index) => {
    const language = chance.weighted({ en: 78, de: 12, fr: 6, es: 4 });
    const name = `${chance.pick(firstNames[language])} ${chance.pick(lastNames[language])}`;
    // Since when they are known is corrected by their first order.
    const createdAt = new Date(chance.between(openedAt.getTime() + 20 * day, now.getTime() - day));
    return {
      id: id(`customer ${index}`, createdAt),
      name,
      email: `${local(name)}.${index}@mail.example`,
      language,
      createdAt,
    };
  });
}

function planOrders(
  chance: Chance,
  id: IdOf,
  customers: PlannedCustomer[],
  openedAt: Date,
  now: Date,
  zone: string,
): PlannedOrder[] {
  const from = new Date(openedAt.getTime() + 10 * day);
  return moments(chance, size.orders, from, now, zone).map((placedAt, index) => {
    // Few buy often, most once or never.
    const customer = customers[Math.floor(customers.length * chance.next() ** 1.7)];
    if (!customer) throw new Error("The demo has no customers.");
    if (customer.createdAt > placedAt) customer.createdAt = placedAt;
    const lines = Array.from({ length: chance.whole(1, 3) }, () => {
      const [name, priceMinor] = chance.pick(products);
      return { name, quantity: chance.is(0.15) ? 2 : 1, priceMinor };
    });
    const number = `LL-${String(20_000 + index)}`;
    const status = statusAt(chance, (now.getTime() - placedAt.getTime()) / day);
    return { id: id(`order ${index}`, placedAt), number, customer, lines, placedAt, status };
  });
}

function statusAt(chance: Chance, age: number): PlannedOrder["status"] {
  if (age < 0.3) return "placed";
  if (age < 1.2) return "paid";
  if (age < 4) return "shipped";
  return chance.weighted({ delivered: 91, refunded: 6, cancelled: 3 });
}

/** The part of an address before the @, of a name in any language. */
function local(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, "")
    .replaceAll(" ", ".");
}
