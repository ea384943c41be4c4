import type { WebSocket } from "ws";
import { type LiveFrame, LiveWord } from "../../shared/live.ts";
import type { Actor } from "./actor.ts";
import { type LoggedEvent, readLog } from "./events.ts";
import type { House } from "./house.ts";
import { isBefore, LogReader, readPlace, writePlace } from "./log-reader.ts";

export type AgentActor = Extract<Actor, { kind: "agent" }>;

/** What the features tell realtime: who hears what. Nobody hears what these do not say. */
export interface Hearing {
  /** Topics of each event, as things stand now, by event id; an event left out is told to nobody. */
  topicsOf(events: readonly LoggedEvent[]): Promise<Map<string, readonly string[]>>;
  /** Topics an agent may hear now. */
  mayHear(actor: AgentActor): Promise<readonly string[]>;
  /** The session's agent as things stand now; null when the session or the agent has ended. */
  renew(actor: AgentActor): Promise<AgentActor | null>;
  /** Topics of a conversation for signals, or null when this actor may not see it. */
  signalTopics(actor: AgentActor, conversationId: string): Promise<readonly string[] | null>;
}

interface Listener {
  socket: WebSocket;
  actor: AgentActor;
  topics: ReadonlySet<string>;
  /** Frames held back while what was missed is still being sent. */
  held: string[] | null;
}

/** Events after which somebody may hear more or less than before. */
const changesHearing = /^(agent\.(changed|deactivated|reactivated)|team\.|inbox\.|session\.revoked)/;
const mostMissed = 5_000;
const mostBuffered = 4 * 1024 * 1024;

/** Live connections of this process: reads the log and passes name and ids to those who may hear, by topic. */
export class Realtime {
  readonly #house: House;
  readonly #hearing: Hearing;
  readonly #reader: LogReader;
  readonly #byTopic = new Map<string, Set<Listener>>();
  readonly #listeners = new Set<Listener>();
  #unsignal = () => {};
  #beat: NodeJS.Timeout | null = null;

  constructor(house: House, hearing: Hearing) {
    this.#house = house;
    this.#hearing = hearing;
    this.#reader = new LogReader(house, (events) => this.#hear(events));
  }

  async start(): Promise<void> {
    await this.#reader.start();
    this.#unsignal = this.#house.wake.onSignal((payload) => this.#passSignal(payload));
    this.#beat = setInterval(() => this.#ping(), 30_000).unref();
  }

  async stop(): Promise<void> {
    if (this.#beat) clearInterval(this.#beat);
    this.#unsignal();
    for (const { socket } of this.#listeners) socket.close(1001, "restarting");
    await this.#reader.stop();
  }

  /** Agents connected here, each once, by workspace. */
  present(): { workspaceId: string; id: string }[] {
    const seen = new Map(
      [...this.#listeners].map(({ actor }) => [`${actor.workspaceId}/${actor.id}`, actor]),
    );
    return [...seen.values()].map(({ workspaceId, id }) => ({ workspaceId, id }));
  }

  /** Takes a connection: first what was missed since the place it last saw, then everything as it happens. */
  async connect(socket: WebSocket, actor: AgentActor, since: string | undefined): Promise<void> {
    const listener: Listener = { socket, actor, topics: new Set(), held: [] };
    socket.on("close", () => this.#forget(listener));
    socket.on("error", () => socket.terminate());
    socket.on("message", (data) => void this.#word(listener, String(data)));
    await this.#subscribe(listener, actor);
    const until = this.#reader.place;
    const known = since ? readPlace(since) : null;
    if (
      since &&
      (!known || known.epoch !== this.#reader.epoch || !(await this.#replay(listener, known.place, until)))
    ) {
      this.#say(listener, { kind: "reload", at: writePlace(this.#reader.epoch, until) });
    } else {
      this.#say(listener, { kind: "ready", at: writePlace(this.#reader.epoch, until) });
    }
    const held = listener.held ?? [];
    listener.held = null;
    for (const text of held) this.#send(listener, text);
  }

  async #subscribe(listener: Listener, actor: AgentActor): Promise<void> {
    const topics = new Set([...(await this.#hearing.mayHear(actor)), `workspace:${actor.workspaceId}`]);
    this.#unsubscribe(listener);
    listener.actor = actor;
    listener.topics = topics;
    if (listener.socket.readyState > 1) return;
    this.#listeners.add(listener);
    for (const topic of topics) {
      const group = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, group.add(listener));
    }
    this.#house.metrics.liveConnections.set(this.#listeners.size);
  }

  #unsubscribe(listener: Listener): void {
    for (const topic of listener.topics) {
      const group = this.#byTopic.get(topic);
      group?.delete(listener);
      if (group?.size === 0) this.#byTopic.delete(topic);
    }
  }

  #forget(listener: Listener): void {
    this.#unsubscribe(listener);
    this.#listeners.delete(listener);
    this.#house.metrics.liveConnections.set(this.#listeners.size);
  }

  /** Sends what happened in between; false when that is too much or too long ago. */
  async #replay(
    listener: Listener,
    from: { xid: string; position: number },
    until: { xid: string; position: number },
  ) {
    if (isBefore(until, from)) return true;
    let place = from;
    for (let sent = 0; isBefore(place, until); ) {
      const events = (await readLog(this.#house.system, place, 500)).filter(
        ({ place }) => !isBefore(until, place),
      );
      const last = events.at(-1);
      if (!last) return true;
      sent += events.length;
      if (sent > mostMissed) return false;
      const own = events.filter(({ workspaceId }) => workspaceId === listener.actor.workspaceId);
      const topics = await this.#hearing.topicsOf(own);
      for (const event of own) {
        if (topics.get(event.id)?.some((topic) => listener.topics.has(topic)))
          this.#send(listener, this.#frame(event), true);
      }
      place = last.place;
    }
    return true;
  }

  async #hear(events: LoggedEvent[]): Promise<void> {
    if (this.#listeners.size === 0) return;
    const changed = new Set(
      events.filter(({ name }) => changesHearing.test(name)).map(({ workspaceId }) => workspaceId),
    );
    if (changed.size > 0) await this.#renewAll(changed);
    const topics = await this.#hearing.topicsOf(events);
    for (const event of events) {
      const audience = new Set(
        (topics.get(event.id) ?? []).flatMap((topic) => [...(this.#byTopic.get(topic) ?? [])]),
      );
      if (audience.size === 0) continue;
      const text = this.#frame(event);
      for (const listener of audience) {
        if (listener.actor.workspaceId === event.workspaceId) this.#send(listener, text);
      }
    }
  }

  async #renewAll(workspaces: ReadonlySet<string>): Promise<void> {
    for (const listener of [...this.#listeners].filter(({ actor }) => workspaces.has(actor.workspaceId))) {
      const actor = await this.#hearing.renew(listener.actor);
      if (actor) await this.#subscribe(listener, actor);
      else {
        this.#forget(listener);
        listener.socket.close(4401, "signed out");
      }
    }
  }

  #frame(event: LoggedEvent): string {
    const ids = Object.fromEntries(
      Object.entries({ ...event.data, actorId: event.actorId }).filter(
        (entry): entry is [string, string] => entry[0].endsWith("Id") && typeof entry[1] === "string",
      ),
    );
    const frame: LiveFrame = {
      kind: "event",
      at: writePlace(this.#reader.epoch, event.place),
      name: event.name,
      ids,
    };
    return JSON.stringify(frame);
  }

  #say(listener: Listener, frame: LiveFrame): void {
    this.#send(listener, JSON.stringify(frame), true);
  }

  #send(listener: Listener, text: string, now = false): void {
    if (listener.held && !now) return void listener.held.push(text);
    // Whoever cannot keep up is cut off; on return it resumes from the place it saw last.
    if (listener.socket.bufferedAmount > mostBuffered) return listener.socket.terminate();
    if (listener.socket.readyState === 1) listener.socket.send(text);
    this.#house.metrics.liveFrames.inc();
  }

  async #word(listener: Listener, text: string): Promise<void> {
    const word = LiveWord.safeParse(parseJson(text)).data;
    if (!word) return;
    const topics = await this.#hearing.signalTopics(listener.actor, word.conversationId).catch(() => null);
    if (!topics) return;
    const frame: LiveFrame = {
      kind: "signal",
      name: word.signal,
      conversationId: word.conversationId,
      agentId: listener.actor.id,
    };
    await this.#house.wake.signal(JSON.stringify({ workspaceId: listener.actor.workspaceId, topics, frame }));
  }

  #passSignal(payload: string): void {
    const { workspaceId, topics, frame } = JSON.parse(payload) as {
      workspaceId: string;
      topics: string[];
      frame: LiveFrame & { kind: "signal" };
    };
    const audience = new Set(topics.flatMap((topic) => [...(this.#byTopic.get(topic) ?? [])]));
    const text = JSON.stringify(frame);
    for (const listener of audience) {
      if (listener.actor.workspaceId === workspaceId && listener.actor.id !== frame.agentId)
        this.#send(listener, text);
    }
  }

  #ping(): void {
    for (const { socket } of this.#listeners) socket.ping();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
