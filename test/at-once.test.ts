import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { resolveConversation } from "../shared/conversation-states.ts";
import { getConversation, startConversation } from "../shared/conversations.ts";
import { emptyContent, getDraft, saveDraft } from "../shared/drafts.ts";
import type { Endpoint } from "../shared/endpoint.ts";
import { changeField, createField, listFields } from "../shared/fields.ts";
import { changeMacro, createMacro, getMacro } from "../shared/macros.ts";
import * as merging from "../shared/merging.ts";
import { listMessages, receiveMessage } from "../shared/messages.ts";
import { sendReply, writeNote } from "../shared/replies.ts";
import { changeRole, createRole, listRoles } from "../shared/roles.ts";
import { changeSavedView, createSavedView, getSavedView } from "../shared/saved-views.ts";
import { type Ask, newAgent, newWorkspace, type Person } from "./builders.ts";
import { openTestHouse, type TestHouse } from "./house.ts";

let house: TestHouse;
let url: string;
let olga: Person;
let ben: Person;
let made = 0;

/** Each meeting is held so often, because who comes first is never the same. */
const rounds = Array.from({ length: 8 }, (_, index) => index);

beforeAll(async () => {
  house = await openTestHouse();
  url = await house.app.fastify.listen({ port: 0, host: "127.0.0.1" });
});
beforeEach(async () => {
  olga = await newWorkspace(house);
  ben = await newAgent(house, olga.workspaceId, "admin");
});
afterAll(() => house.close());

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Over the network, as two browsers do. */
async function ask(
  { cookie }: Person,
  { method, path }: Endpoint,
  { params = {}, body }: Ask,
): Promise<Answer> {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "");
  const response = await fetch(url + filled, {
    method,
    headers: { cookie, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}
const codeOf = ({ status, body }: Answer) => (status === 200 ? "done" : String(body["code"]));

const begin = async (text: string, email = `once${made}@home.example`) =>
  olga.call(startConversation, { body: { customer: { email }, subject: text, text } });
const pair = async () => {
  made++;
  return [await begin("one"), await begin("two")] as const;
};
const texts = async (id: string) =>
  (await olga.call(listMessages, { params: { id } })).items.map(({ text }) => text);
const look = (id: string) => olga.call(getConversation, { params: { id } });
const merge = (person: Person, id: string, sourceId: string) =>
  ask(person, merging.mergeConversations, { params: { id }, body: { sourceIds: [sourceId] } });
const reply = (person: Person, id: string, text: string) =>
  ask(person, sendReply, { params: { id }, body: { text, then: { state: "waiting" } } });
const events = (name: string, conversationId: string) =>
  house.system
    .selectFrom("events")
    .select("id")
    .where("name", "=", name)
    .where("conversationId", "=", conversationId)
    .execute();

test("both resolve: it is resolved once, with the words of one of them, and the other is told or sees the same", async () => {
  for (const _ of rounds) {
    const [{ id }] = await pair();
    const answers = await Promise.all(
      [olga, ben].map((person) =>
        ask(person, resolveConversation, { params: { id }, body: { reason: `Done by ${person.id}` } }),
      ),
    );
    const { state, resolution } = await look(id);
    expect(state).toBe("resolved");
    expect([`Done by ${olga.id}`, `Done by ${ben.id}`]).toContain(resolution);
    expect(await events("conversation.resolved", id)).toHaveLength(1);
    const told = answers.map((one) => [codeOf(one), one.body["resolution"] ?? resolution]);
    expect([
      ["done", resolution],
      ["already_resolved", resolution],
    ]).toEqual(expect.arrayContaining(told));
  }
});

test("one merges while the other sends: the reply is in the survivor, or refused with its number, never in neither or both", async () => {
  for (const round of rounds) {
    const [into, source] = await pair();
    const [merged, sent] = await Promise.all([
      merge(olga, into.id, source.id),
      reply(ben, source.id, `answer ${round}`),
    ]);
    expect(merged.status).toBe(200);
    const there = (await texts(into.id)).filter((text) => text === `answer ${round}`);
    expect([
      ["done", 1],
      ["merged_already", 0],
    ]).toContainEqual([codeOf(sent), there.length]);
    expect(await texts(source.id)).toEqual([]);
    expect((await look(source.id)).mergedIntoId).toBe(into.id);
  }
});

test("one merges while the other notes something down: the note is in the survivor", async () => {
  for (const round of rounds) {
    const [into, source] = await pair();
    const [merged, noted] = await Promise.all([
      merge(olga, into.id, source.id),
      ask(ben, writeNote, { params: { id: source.id }, body: { text: `note ${round}` } }),
    ]);
    expect(merged.status).toBe(200);
    const there = (await texts(into.id)).filter((text) => text === `note ${round}`);
    expect([noted.status, there.length]).toEqual([200, 1]);
    expect(await texts(source.id)).toEqual([]);
  }
});

test("one merges while the other still writes: the last words stand in their draft of the survivor", async () => {
  for (const round of rounds) {
    const [into, source] = await pair();
    const save = (words: string, base: unknown = null) =>
      ask(ben, saveDraft, {
        params: { id: source.id },
        body: { content: { ...emptyContent, reply: `<p>${words}</p>` }, base },
      });
    const first = await save("Hello");
    const [merged, saved] = await Promise.all([
      merge(olga, into.id, source.id),
      save(`Hello Ana ${round}`, first.body["version"]),
    ]);
    expect([merged.status, saved.status]).toEqual([200, 200]);
    const draft = await ben.call(getDraft, { params: { id: into.id } });
    expect(draft.content?.reply).toBe(`<p>Hello Ana ${round}</p>`);
    // A tab that has not heard of it keeps what it holds once more.
    expect((await save(`Hello Ana ${round}, bye`, saved.body["version"])).status).toBe(200);
    const last = await ben.call(getDraft, { params: { id: into.id } });
    expect([last.content?.reply, last.others]).toEqual([`<p>Hello Ana ${round}, bye</p>`, []]);
    expect((await ben.call(getDraft, { params: { id: source.id } })).content).toBeNull();
  }
});

test("each merges one into the other: one merge counts, the other is told, every message is in the one that goes on", async () => {
  for (const _ of rounds) {
    const [one, two] = await pair();
    const answers = await Promise.all([merge(olga, one.id, two.id), merge(ben, two.id, one.id)]);
    expect(new Set(answers.map(codeOf))).toEqual(new Set(["done", "merged_already"]));
    const left = (await look(one.id)).mergedIntoId ? two : one;
    expect((await texts(left.id)).toSorted()).toEqual(["one", "two"]);
    expect((await look(left.id)).state).toBe("open");
  }
});

test("a word comes in while its conversation goes on into another: the log tells both in the order in which they happened", async () => {
  for (const _ of rounds) {
    const [into, source] = await pair();
    const last = await begin("three");
    expect((await merge(olga, into.id, source.id)).status).toBe(200);
    const word = () => ask(ben, receiveMessage, { params: { id: source.id }, body: { text: "meanwhile" } });
    const answers = await Promise.all([word(), merge(olga, last.id, into.id), word()]);
    expect(answers.map(codeOf)).toEqual(["done", "done", "done"]);
    const told = await house.system
      .selectFrom("events")
      .select(["name", "conversationId as id"])
      .where("conversationId", "in", [into.id, last.id])
      .where("name", "in", ["message.received", "conversation.merged"])
      .orderBy("xid")
      .orderBy("position")
      .execute();
    const at = told.findIndex(({ name }) => name === "conversation.merged");
    const begun = 2;
    expect(told.slice(begun, at).filter(({ id }) => id !== into.id)).toEqual([]);
    expect(told.slice(at + 1).filter(({ id }) => id !== last.id)).toEqual([]);
  }
});

test("one splits a message out while the other answers: each word stands in one place, and both have a promise", async () => {
  for (const round of rounds) {
    const [{ id }] = await pair();
    const message = await olga.call(receiveMessage, { params: { id }, body: { text: "something else" } });
    const [split, sent] = await Promise.all([
      ask(olga, merging.splitMessage, { params: { id: message.id }, body: { subject: "Else" } }),
      reply(ben, id, `answer ${round}`),
    ]);
    expect([split.status, sent.status]).toEqual([200, 200]);
    const apart = String(split.body["id"]);
    expect(await texts(apart)).toEqual(["something else"]);
    expect(await texts(id)).toEqual(["one", `answer ${round}`]);
    expect((await look(apart)).promise).not.toBeNull();
    expect(await look(id)).toMatchObject({ preview: `answer ${round}`, customerSpokeLast: false });
    expect((await look(id)).promise).not.toBeNull();
  }
});

test("one takes a merge back while a word comes in, and the other answers: it returns as it was, and no word is lost or doubled", async () => {
  for (const round of rounds) {
    const [into, source] = await pair();
    expect((await merge(olga, into.id, source.id)).status).toBe(200);
    const [undone, received, sent] = await Promise.all([
      ask(olga, merging.unmergeConversation, { params: { id: source.id } }),
      ask(ben, receiveMessage, { params: { id: source.id }, body: { text: `meanwhile ${round}` } }),
      reply(ben, into.id, `answer ${round}`),
    ]);
    expect([undone.status, received.status, sent.status]).toEqual([200, 200, 200]);
    expect((await look(source.id)).mergedIntoId).toBeNull();
    const [here, there] = [await texts(source.id), await texts(into.id)];
    expect(here).toContain("two");
    expect([...here, ...there].toSorted()).toEqual(
      [`answer ${round}`, `meanwhile ${round}`, "one", "two"].toSorted(),
    );
    expect(there).toEqual(expect.arrayContaining(["one", `answer ${round}`]));
  }
});

/** A thing that two people have open, what each of them changes in its form, and what it is then. */
interface Shared {
  change: Endpoint;
  id: string;
  seen: Record<string, unknown>;
  now: () => Promise<Record<string, unknown>>;
}

const things = {
  macro: async () => {
    const body = {
      name: "Sorry",
      scope: "shared",
      language: "en",
      texts: { en: "<p>Sorry</p>" },
      folder: "Late",
    };
    const { id } = await olga.call(createMacro, { body });
    const now = async () => (await ask(olga, getMacro, { params: { id } })).body;
    const { kind, name, folder, language, texts, actions, step } = await now();
    const seen = { kind, name, folder, language, texts, actions, step, fileIds: [] };
    return { change: changeMacro, id, now, seen };
  },
  view: async () => {
    const condition = { all: [{ field: "conversation.tags", operator: "any_of", value: ["vip"] }] };
    const { id } = await olga.call(createSavedView, { body: { name: "VIP", scope: "shared", condition } });
    const now = async () => (await ask(olga, getSavedView, { params: { id } })).body;
    const { name, condition: as, columns, sort, defaultFor } = await now();
    return { change: changeSavedView, id, now, seen: { name, condition: as, columns, sort, defaultFor } };
  },
  field: async () => {
    const { id } = await olga.call(createField, {
      body: {
        subject: "conversation",
        type: "choice",
        label: "Size",
        options: [{ label: "S" }, { label: "L" }],
      },
    });
    const now = async () => {
      const { items } = await olga.call(listFields);
      return { ...items.find((field) => field.id === id) };
    };
    const { label, hint, options, requiredOnResolve, topicIds } = await now();
    return { change: changeField, id, now, seen: { label, hint, options, requiredOnResolve, topicIds } };
  },
  role: async () => {
    const { id } = await olga.call(createRole, { body: { name: "Senior", base: "agent" } });
    const now = async () => {
      const { items } = await olga.call(listRoles);
      return { ...items.find((role) => role.id === id) };
    };
    const { name, gives, takes } = await now();
    return { change: changeRole, id, now, seen: { name, gives, takes } };
  },
};

/** Two changes of one part that differ, and a change of another part. */
const cases: [keyof typeof things, string, unknown, unknown, Record<string, unknown>][] = [
  ["macro", "texts", { en: "<p>Olga</p>" }, { en: "<p>Ben</p>" }, { folder: "Early" }],
  ["view", "columns", ["subject"], ["number"], { sort: "newest" }],
  ["field", "hint", "by Olga", "by Ben", { label: "Measure" }],
  ["role", "gives", ["workspace.log"], ["sorting.fields"], { name: "Expert" }],
];

test.each(cases)(
  "two change the same part of a %s at once: one change stands, the other is told; other parts come together",
  async (kind, part, hers, his, other) => {
    const { change, id, seen, now }: Shared = await things[kind]();
    const save = (person: Person, form: Record<string, unknown>) =>
      ask(person, change, { params: { id }, body: { ...seen, ...form, seen } });
    const answers = await Promise.all([save(olga, { [part]: hers }), save(ben, { [part]: his })]);
    expect(new Set(answers.map(codeOf))).toEqual(new Set(["done", "conflict"]));
    const stands = (await now())[part];
    expect(stands).toEqual(answers[0]?.status === 200 ? hers : his);

    // A form that is as old changes its own part, and leaves what it did not touch as it is now.
    expect((await save(ben, other)).status).toBe(200);
    expect(await now()).toMatchObject({ [part]: stands, ...other });
    // Told of it, one overwrites on purpose.
    expect((await ask(ben, change, { params: { id }, body: { [part]: his } })).status).toBe(200);
    expect((await now())[part]).toEqual(his);
  },
);
