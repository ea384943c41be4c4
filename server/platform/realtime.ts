import type { WebSocket } from "ws";
import { type LiveFrame, LiveWord } from "../../shared/live.ts";
import type { AgentActor } from "./actor.ts";
import { type LoggedEvent, type Place, readLog } from "./events.ts";
import type { House } from "./house.ts";
import { type Listener, Listeners } from "./listeners.ts";
import { eventFrame, parseJson, Signal } from "./live-frames.ts";
import { isBefore, LogReader, readPlace, writePlace } from "./log-reader.ts";

export type { AgentActor } from "./actor.ts";

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

/** Events after which somebody may hear more or less than before. */
const changesHearing = /^(agent\.(changed|deactivated|reactivated)|role\.|team\.|inbox\.|session\.revoked)/;
const mostMissed = 5_000;
/** How far back in the log of all workspaces somebody may resume, in events. */
const farthest = 200_000;
const mostBuffered = 4 * 1024 * 1024;
const mostWords = 10;
const beatMilliseconds = 30_000;

/** Live connections of this process: reads the log and passes name and ids to those who may hear, by topic. */
export class Realtime {
  readonly #house: House;
  readonly #hearing: Hearing;
  readonly #reader: LogReader;
  readonly #listeners = new Listeners();
  /** Counts what may change who hears what; whoever was being let in meanwhile is looked at again. */
  #changes = 0;
  #closed = false;
  #unsignal = () => {};
  #beat: NodeJS.Timeout | null = null;

  constructor(house: House, hearing: Hearing) {
    this.#house = house;
    this.#hearing = hearing;
    this.#reader = new LogReader(house, (events) => this.#prepare(events));
  }

  async start(): Promise<void> {
    await this.#reader.start();
    this.#unsignal = this.#house.wake.onSignal((payload) => this.#passSignal(payload));
    this.#beat = setInterval(() => void this.#lookAfter().catch(() => {}), beatMilliseconds).unref();
  }

  async stop(): Promise<void> {
    this.#closed = true;
    if (this.#beat) clearInterval(this.#beat);
    this.#unsignal();
    for (const { socket } of this.#listeners.all()) {
      socket.close(1001, "restarting");
      // A browser that is gone does not answer the farewell.
      setTimeout(() => socket.terminate(), 1000).unref();
    }
    await this.#reader.stop();
  }

  /** Agents connected here, each once, by workspace. */
  present(): { workspaceId: string; id: string }[] {
    const seen = new Map(
      this.#listeners.all().map(({ actor }) => [`${actor.workspaceId}/${actor.id}`, actor]),
    );
    return [...seen.values()].map(({ workspaceId, id }) => ({ workspaceId, id }));
  }

  /** Takes a connection: first what was missed since the place it last saw, then everything as it happens. */
  async connect(socket: WebSocket, actor: AgentActor, since: string | undefined): Promise<void> {
    const listener: Listener = { socket, actor, topics: new Set(), held: [], alive: true, words: 0 };
    socket.on("close", () => this.#forget(listener));
    socket.on("error", () => socket.terminate());
    socket.on("pong", () => {
      listener.alive = true;
    });
    socket.on("message", (data) => void this.#word(listener, String(data as Buffer)));
    if (this.#closed) return socket.close(1001, "restarting");
    if (!(await this.#letHear(listener))) return;
    const until = this.#reader.place;
    const upToDate = since === undefined || (await this.#replay(listener, readPlace(since), until));
    const at = writePlace(this.#reader.epoch, until);
    this.#send(
      listener,
      JSON.stringify({ kind: upToDate ? "ready" : "reload", at } satisfies LiveFrame),
      true,
    );
    const held = listener.held ?? [];
    listener.held = null;
    for (const text of held) this.#send(listener, text);
  }

  /** Lets it hear what its agent may hear now; closes it and returns false when that is nothing any more. */
  async #letHear(listener: Listener): Promise<boolean> {
    for (;;) {
      const changes = this.#changes;
      const actor = await this.#hearing.renew(listener.actor);
      const topics = actor && (await this.#hearing.mayHear(actor));
      if (changes !== this.#changes) continue;
      if (listener.socket.readyState > 1) return false;
      if (!actor || !topics) {
        this.#forget(listener);
        listener.socket.close(4401, "signed out");
        return false;
      }
      listener.actor = actor;
      this.#listeners.put(listener, [...topics, `workspace:${actor.workspaceId}`]);
      this.#house.metrics.liveConnections.set(this.#listeners.size);
      return true;
    }
  }

  #forget(listener: Listener): void {
    this.#listeners.remove(listener);
    this.#house.metrics.liveConnections.set(this.#listeners.size);
  }

  /** Sends what happened in between; false when the place is not of this log, or too much or too long ago. */
  async #replay(listener: Listener, known: ReturnType<typeof readPlace>, until: Place): Promise<boolean> {
    if (known?.epoch !== this.#reader.epoch) return false;
    if (until.position - known.place.position > farthest) return false;
    let { place } = known;
    for (let sent = 0; isBefore(place, until); ) {
      const { events } = await readLog(this.#house.system, place, 500, listener.actor.workspaceId);
      const missed = events.filter(({ place }) => !isBefore(until, place));
      sent += missed.length;
      if (sent > mostMissed) return false;
      const topics = await this.#hearing.topicsOf(missed);
      for (const event of missed) {
        if (topics.get(event.id)?.some((topic) => listener.topics.has(topic)))
          this.#send(listener, eventFrame(this.#reader.epoch, event), true);
      }
      const last = events.at(-1);
      if (!last || missed.length < events.length) return true;
      place = last.place;
    }
    return true;
  }

  async #prepare(events: LoggedEvent[]): Promise<() => boolean> {
    const changing = events.filter(({ name }) => changesHearing.test(name));
    // Also when nobody listens yet: somebody may be just being let in.
    if (changing.length > 0) this.#changes++;
    if (this.#listeners.size === 0) return () => this.#listeners.size === 0;
    await this.#renew(changing);
    const topics = await this.#hearing.topicsOf(events);
    return () => {
      for (const event of events) {
        const audience = this.#listeners.of(event.workspaceId, topics.get(event.id) ?? []);
        if (audience.size === 0) continue;
        const text = eventFrame(this.#reader.epoch, event);
        for (const listener of audience) this.#send(listener, text);
      }
      return true;
    };
  }

  /** Looks again at what those may hear whom the events may concern, before anybody is told of them. */
  async #renew(changing: readonly LoggedEvent[]): Promise<void> {
    const concerned = this.#listeners
      .all()
      .filter(({ actor }) =>
        changing.some(
          ({ workspaceId, data }) =>
            workspaceId === actor.workspaceId && (!("agentId" in data) || data["agentId"] === actor.id),
        ),
      );
    for (const listener of concerned) await this.#letHear(listener);
  }

  #send(listener: Listener, text: string, now = false): void {
    if (listener.held && !now) return void listener.held.push(text);
    // Whoever cannot keep up is cut off; on return it resumes from the place it saw last.
    if (listener.socket.bufferedAmount > mostBuffered) return listener.socket.terminate();
    if (listener.socket.readyState !== 1) return;
    listener.socket.send(text);
    this.#house.metrics.liveFrames.inc();
  }

  async #word(listener: Listener, text: string): Promise<void> {
    const word = LiveWord.safeParse(parseJson(text)).data;
    if (!word || listener.words >= mostWords || listener.topics.size === 0) return;
    listener.words++;
    try {
      const { actor } = listener;
      const topics = await this.#hearing.signalTopics(actor, word.conversationId);
      if (!topics) return;
      const frame = {
        kind: "signal",
        name: word.signal,
        conversationId: word.conversationId,
        agentId: actor.id,
      };
      await this.#house.wake.signal(JSON.stringify({ workspaceId: actor.workspaceId, topics, frame }));
    } catch {
      // A signal is worth nothing later.
    } finally {
      listener.words--;
    }
  }

  #passSignal(payload: string): void {
    const signal = Signal.safeParse(parseJson(payload)).data;
    if (!signal) return;
    const text = JSON.stringify(signal.frame);
    for (const listener of this.#listeners.of(signal.workspaceId, signal.topics)) {
      const own = signal.frame.kind === "signal" && listener.actor.id === signal.frame.agentId;
      if (!own || signal.frame.name === "draft") this.#send(listener, text);
    }
  }

  /** Cuts off who no longer answers, and whose session has run out: that leaves no event. */
  async #lookAfter(): Promise<void> {
    for (const listener of this.#listeners.all()) {
      if (!listener.alive) listener.socket.terminate();
      listener.alive = false;
      listener.socket.ping();
      await this.#letHear(listener);
    }
  }
}
