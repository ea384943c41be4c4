import type { EventName } from "../../shared/events.ts";
import type { PlannedAgent } from "./plan.ts";

/** An event of the demo before it has its place in the log. */
export interface ToldEvent {
  id: string;
  name: EventName;
  data: Record<string, unknown>;
  actorKind: "agent" | "customer" | "system";
  actorId: string | null;
  at: Date;
}

/** Who does it: an agent, the customer, or nobody but the house. */
export type Doer = PlannedAgent | "customer" | "house";

/** What a conversation begins with. */
export interface Beginning {
  index: number;
  number: number;
  at: Date;
  subject: string;
  tags: string[];
}
