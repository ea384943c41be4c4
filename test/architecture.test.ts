import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { events } from "../shared/events.ts";
import { circles, root, type Source, sources } from "./source.ts";

const server = sources("server");
const shared = sources("shared");
const web = sources("web", "widget", "help");
const all = [...shared, ...server, ...web];

/** A feature's folder; a channel is a feature of its own. */
const featureOf = (path: string) => /^server\/(channels\/[^/]+|[^/]+)\//.exec(path)?.[1] ?? null;

/** Who may import whom: a feature imports those before it. Features not named here stand side by side, before insights. */
const order = ["platform", "people", "customers", "conversations"];
const last = ["insights", "demo"];

function rankOf(feature: string): number {
  if (order.includes(feature)) return order.indexOf(feature);
  return last.includes(feature) ? order.length + 1 + last.indexOf(feature) : order.length;
}

/** Whose rows they are: only the feature itself changes a table, and only it reads it. */
const tables: Record<string, string[]> = {
  platform: ["events", "log_state", "reaction_runs", "idempotency_keys"],
  people: [
    "workspaces",
    "agents",
    "teams",
    "team_members",
    "roles",
    "sessions",
    "entry_tokens",
    "api_keys",
    "sign_in_tries",
  ],
  customers: [
    "customers",
    "identities",
    "suppressions",
    "consents",
    "customer_merges",
    "customer_merge_rows",
  ],
  commerce: ["orders"],
  conversations: [
    "inboxes",
    "conversations",
    "promises",
    "handovers",
    "messages",
    "attachments",
    "participants",
    "collaborators",
    "relations",
    "tracker_links",
    "attachment_links",
    "files",
    "fields",
    "field_topics",
    "conversation_field_values",
    "customer_field_values",
    "topics",
    "root_causes",
    "statuses",
    "topic_words",
    "topic_lessons",
    "root_cause_words",
    "root_cause_lessons",
    "merges",
    "merged_messages",
    "sendings",
    "drafts",
    "draft_files",
    "later_replies",
    "later_reply_files",
    "links",
    "followers",
    "tags",
    "resolve_rules",
    "apologies",
  ],
  "channels/email": [
    "mailboxes",
    "inbound_mails",
    "reply_addresses",
    "deliveries",
    "dkim_keys",
    "mail_grants",
    "mail_grant_asks",
    "hook_handovers",
    "inbound_hooks",
    "mail_folders",
    "mail_waiting",
    "mail_layouts",
    "sending_limits",
    "mail_events",
  ],
  surveys: ["follow_ups"],
  "saved-views": ["saved_views"],
  templates: ["conversation_templates"],
  macros: ["macros", "macro_files", "macro_uses"],
  reminders: ["reminders"],
  tasks: ["tasks", "checklists"],
  "side-conversations": ["side_conversations", "side_messages", "side_files"],
  notifications: [
    "notifications",
    "notification_settings",
    "notification_defaults",
    "notification_digests",
    "push_keys",
    "push_devices",
    "push_sends",
  ],
  search: ["search_texts", "search_fillings"],
  bulk: ["bulk_actions", "bulk_items"],
  demo: ["demos", "demo_rows"],
};

/** Reads that show what several features have in one list and one query; a second query per row would be slow. Never writes. */
const joins: Record<string, string[]> = {
  "server/customers/suppression.ts": ["agents"],
  "server/conversations/row.ts": ["agents", "teams", "customers"],
  "server/conversations/thread.ts": ["agents", "customers"],
  "server/conversations/playbook.ts": ["events"],
  "server/conversations/happenings.ts": ["agents", "customers", "events"],
  "server/conversations/concerned.ts": ["customers", "events"],
  "server/conversations/detail.ts": ["agents", "teams", "customers", "identities"],
  "server/conversations/findable.ts": ["agents", "customers"],
  "server/conversations/merge-candidates.ts": ["customers", "identities"],
  "server/conversations/condition-fields.ts": ["customers", "identities"],
  "server/conversations/delivery-state.ts": ["deliveries"],
  "server/conversations/correspondence.ts": ["customers", "identities"],
  "server/channels/email/mail-story.ts": ["events"],
  "server/tasks/task-list.ts": ["conversations", "agents", "customers"],
  "server/tasks/reactions.ts": ["conversations"],
  "server/side-conversations/access.ts": ["conversations"],
  "server/side-conversations/findable.ts": ["conversations", "agents", "teams"],
  "server/side-conversations/side-list.ts": ["conversations", "agents", "teams"],
  "server/side-conversations/side-thread.ts": ["conversations", "agents", "files"],
  "server/surveys/responses.ts": ["conversations", "agents", "customers"],
};

/** Writes over the fence, with their reason: a conversation's number is counted in the row of its workspace. */
const writes: Record<string, string[]> = { "server/conversations/start.ts": ["workspaces"] };

const nothing: string[] = [];
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const ownerOf = new Map(
  Object.entries(tables).flatMap(([feature, names]) => names.map((name) => [name, feature])),
);

test("imports point one way", () => {
  const wrong = server.flatMap(({ path, imports }) => {
    const feature = featureOf(path);
    return imports
      .filter(
        (target) => target.includes("/") && /^(server|web|widget|help|test|scripts|bench)\//.test(target),
      )
      .filter((target) => {
        const other = featureOf(target);
        // Pages that the server renders are written in help/, which knows no server.
        if (!target.startsWith("server/")) return !target.startsWith("help/");
        if (!feature) return false;
        return !other || (other !== feature && rankOf(other) > rankOf(feature));
      })
      .map(
        (target) =>
          `${path} imports ${target}: let it react to an event, or move what both need to where both may import it`,
      );
  });
  expect(wrong).toEqual(nothing);
});

test("features that stand side by side do not need each other in a circle", () => {
  const edges = new Map<string, string[]>();
  for (const { path, imports } of server) {
    const feature = featureOf(path);
    if (!feature) continue;
    const others = imports.map(featureOf).filter((other) => other !== null && other !== feature);
    edges.set(feature, [...(edges.get(feature) ?? []), ...(others as string[])]);
  }
  const found = circles(edges).map(
    (group) => `${group.join(" ↔ ")}: one of them should react to the other's event instead`,
  );
  expect(found).toEqual(nothing);
});

test("no files import each other in a circle", () => {
  const found = circles(new Map(all.map(({ path, imports }) => [path, imports]))).map(
    (group) => `${group.join(" ↔ ")}: put what both need into a file of its own`,
  );
  expect(found).toEqual(nothing);
});

test("what crosses the wire imports zod and nothing else", () => {
  const wrong = shared.flatMap(({ path, imports }) =>
    imports
      .filter((target) => target !== "zod" && !target.startsWith("shared/"))
      .map(
        (target) =>
          `${path} imports ${target}: shared/ describes, it does not work; do that in server/ or web/`,
      ),
  );
  expect(wrong).toEqual(nothing);
});

test("browser code imports shared, its own parts, and nothing of the server", () => {
  const partOf = (path: string) => path.split("/")[1] ?? "";
  const rank = (part: string) =>
    part === "lib" ? 0 : part === "ui" ? 1 : part === "app" || part.includes(".") ? 3 : 2;
  const wrong = web.flatMap(({ path, imports }) =>
    imports
      .filter((target) => /^(server|web|widget|help|test|scripts)\//.test(target))
      .filter((target) => {
        const [own, other] = [path.split("/")[0], target.split("/")[0]];
        if (other !== own) return true;
        return own === "web" && !target.endsWith(".css") && rank(partOf(target)) > rank(partOf(path));
      })
      .map(
        (target) =>
          `${path} imports ${target}: web/lib ← web/ui ← features ← web/app; pass it in as a property instead`,
      ),
  );
  expect(wrong).toEqual(nothing);
});

test("files are named by the noun they are about", () => {
  const vague =
    /(^|-)(utils?|helpers?|services?|managers?|common|misc|stuff|handlers?|controllers?|models?|types|constants|index)(-|\.|$)/;
  const closed = /^(route|reaction|schedules|accesses|permissions?)$/;
  const wrong = all.flatMap(({ path }) => {
    const name = basename(path).replace(/\.tsx?$/, "");
    if (vague.test(name))
      return [`${path}: name it by the thing it is about (promise.ts), or put it where it is used`];
    if (path.startsWith("server/") && closed.test(name))
      return [`${path}: a feature has access.ts, routes.ts, reactions.ts, schedule.ts and nouns`];
    if (path.endsWith(".ts") && !/^[a-z0-9]+(-[a-z0-9]+)*(\.config)?$/.test(name))
      return [`${path}: write it in small letters with hyphens`];
    return [];
  });
  expect(wrong).toEqual(nothing);
});

interface Query {
  table: string;
  writes: boolean;
}

/** The tables a file's queries name, in Kysely's words and in SQL. */
function queriesOf({ text }: Source): Query[] {
  const kysely = [
    ...text.matchAll(
      /\b(selectFrom|insertInto|updateTable|deleteFrom|\w*[jJ]oin|using)\(\s*\[?\s*["'](\w+)/g,
    ),
  ];
  const raw = [...text.matchAll(/sql(?:<[^`]*?>)?`([^`]*)`/g)].flatMap(([, query = ""]) => [
    ...query.matchAll(/\b(from|join|into|update|delete from|using)\s+(?:only\s+)?([a-z_]+)\b/g),
  ]);
  return [...kysely, ...raw].map(([, verb = "", name = ""]) => ({
    table: snake(name),
    writes: /insert|into|update|delete/i.test(verb),
  }));
}

test("every table belongs to a feature", () => {
  const folder = join(root, "server/migrations");
  const made = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/create table (?:if not exists )?(\w+)/g)].map(
      ([, name]) => name ?? "",
    ),
  );
  const unowned = made
    .filter((name) => !ownerOf.has(name))
    .map((name) => `${name}: say in this test which feature owns it`);
  const gone = [...ownerOf.keys()]
    .filter((name) => !made.includes(name))
    .map((name) => `${name} is in no migration`);
  expect([...unowned, ...gone]).toEqual(nothing);
});

test("a feature queries its own tables, and another's by the verbs and reads that one exports", () => {
  const wrong = server.flatMap((source) => {
    const { path } = source;
    const feature = featureOf(path);
    // The board and the log read everybody's; demo data is removed from everywhere.
    if (!feature || feature === "platform" || feature === "demo") return [];
    return queriesOf(source)
      .filter(({ table }) => ownerOf.has(table) && ownerOf.get(table) !== feature)
      .filter(({ table, writes: changes }) =>
        changes ? !writes[path]?.includes(table) : !(feature === "insights" || joins[path]?.includes(table)),
      )
      .map(
        ({ table, writes }) =>
          `${path} ${writes ? "changes" : "reads"} ${table}: call a ${writes ? "verb" : "read"} of ${ownerOf.get(table)} instead`,
      );
  });
  expect([...new Set(wrong)]).toEqual(nothing);
});

test("a list that joins another feature's table still does", () => {
  const stale = Object.entries(joins).flatMap(([path, names]) => {
    const source = server.find((one) => one.path === path);
    const read = source ? queriesOf(source).map(({ table }) => table) : [];
    return names
      .filter((name) => !read.includes(name))
      .map((name) => `${path} no longer reads ${name}: take it out of this test`);
  });
  expect(stale).toEqual(nothing);
});

test("who may is said in access.ts, once for each kind of thing", () => {
  const asked = server
    .filter(({ path }) => !path.startsWith("server/platform/") && basename(path) !== "access.ts")
    .filter(({ text }) => /actor\.(role|scopes)\b/.test(text))
    .map(({ path }) => `${path} looks at the role of whoever acts: ask a function of access.ts`);
  const names = server
    .filter(({ path }) => basename(path) === "access.ts")
    .flatMap(({ path, text }) =>
      [...text.matchAll(/export (?:async )?function (\w+)/g)].map(([, name]) => ({ path, name })),
    );
  const twice = [...Map.groupBy(names, ({ name }) => name)]
    .filter(([, group]) => group.length > 1)
    .map(([name, group]) => `${name} is said in ${group.map(({ path }) => path).join(" and ")}: keep one`);
  expect([...asked, ...twice]).toEqual(nothing);
});

test("every event that can happen is recorded somewhere", () => {
  const texts = server.map(({ text }) => text.replace(/\b(reaction|outsideReaction)\(\s*"[\w.]+"/g, ""));
  const dead = Object.keys(events)
    .filter(
      (name) =>
        !texts.some((text) => text.includes(`"${name}"`) || text.includes(`\`${name.split(".")[0]}.\${`)),
    )
    .map((name) => `${name} is never recorded: record it in its verb, or take it out of shared/events.ts`);
  expect(dead).toEqual(nothing);
});

test("nothing is written to the console: programs log, commands write to the terminal", () => {
  const wrong = all
    .filter(({ text }) => /\bconsole\.\w+\(/.test(text))
    .map(({ path }) => `${path}: use house.log, or remove it`);
  expect(wrong).toEqual(nothing);
});
