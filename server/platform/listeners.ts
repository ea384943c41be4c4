import type { WebSocket } from "ws";
import type { AgentActor } from "./actor.ts";

/** One live connection. */
export interface Listener {
  socket: WebSocket;
  actor: AgentActor;
  topics: ReadonlySet<string>;
  /** Frames held back while what was missed is still being sent. */
  held: string[] | null;
  /** False from a ping until its pong. */
  alive: boolean;
  /** Words said that were not passed on yet. */
  words: number;
}

/** Who listens in this process, by topic, so that no event asks every listener. */
export class Listeners {
  readonly #all = new Set<Listener>();
  readonly #byTopic = new Map<string, Set<Listener>>();

  get size(): number {
    return this.#all.size;
  }

  all(): Listener[] {
    return [...this.#all];
  }

  /** Lets it hear exactly these topics from now on. */
  put(listener: Listener, topics: Iterable<string>): void {
    this.#leaveTopics(listener);
    listener.topics = new Set(topics);
    this.#all.add(listener);
    for (const topic of listener.topics) {
      const group = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, group.add(listener));
    }
  }

  remove(listener: Listener): void {
    this.#leaveTopics(listener);
    this.#all.delete(listener);
  }

  /** Each listener of a workspace that hears at least one of the topics, once. */
  of(workspaceId: string, topics: readonly string[]): Set<Listener> {
    const found = new Set<Listener>();
    for (const topic of topics) {
      for (const listener of this.#byTopic.get(topic) ?? []) {
        if (listener.actor.workspaceId === workspaceId) found.add(listener);
      }
    }
    return found;
  }

  #leaveTopics(listener: Listener): void {
    for (const topic of listener.topics) {
      const group = this.#byTopic.get(topic);
      group?.delete(listener);
      if (group?.size === 0) this.#byTopic.delete(topic);
    }
    listener.topics = new Set();
  }
}
