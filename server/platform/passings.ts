import type { LiveFrame } from "../../shared/live.ts";
import type { Passing } from "../../shared/passing.ts";
import type { Wake } from "./wake.ts";

/** Milliseconds; what passes often is told this seldom. */
const together = 200;

/**
 * Tells everybody in a workspace, or one agent, that something shown moved on: a moment later, once for what came together.
 * Nothing waits for it, and it may be lost with the process or the line to the database.
 */
export class Passings {
  readonly #wake: Pick<Wake, "signal">;
  readonly #waiting = new Set<string>();

  constructor(wake: Pick<Wake, "signal">) {
    this.#wake = wake;
  }

  tell = (workspaceId: string, name: Passing, agentId?: string): void => {
    const topics = [agentId ? `agent:${agentId}` : `workspace:${workspaceId}`];
    const frame: LiveFrame = { kind: "passing", name };
    if (this.#waiting.size === 0) setTimeout(() => this.#send(), together).unref();
    this.#waiting.add(JSON.stringify({ workspaceId, topics, frame }));
  };

  #send(): void {
    const told = [...this.#waiting];
    this.#waiting.clear();
    for (const payload of told) void this.#wake.signal(payload);
  }
}
