import * as templates from "../../shared/conversation-templates.ts";
import * as fields from "../../shared/fields.ts";
import * as macros from "../../shared/macros.ts";
import * as notices from "../../shared/notifications.ts";
import { changeResolveRules } from "../../shared/resolve-rules.ts";
import * as views from "../../shared/saved-views.ts";
import { renameTag } from "../../shared/tags.ts";
import * as tasks from "../../shared/tasks.ts";
import * as topics from "../../shared/topics.ts";
import { lived } from "./lived.ts";
import type { Scenarios, World } from "./world.ts";

let made = 0;
const name = (kind: string) => `${kind} ${++made}`;
const field = ({ owner }: World) =>
  owner.call(fields.createField, { body: { subject: "conversation", type: "text", label: name("Field") } });
const topic = ({ owner }: World) => owner.call(topics.createTopic, { body: { name: name("Topic") } });
const cause = ({ owner }: World) => owner.call(topics.createRootCause, { body: { name: name("Cause") } });
const status = ({ owner }: World) =>
  owner.call(topics.createStatus, { body: { state: "open", name: name("Status") } });
const template = ({ owner }: World) =>
  owner.call(templates.createConversationTemplate, { body: { name: name("Template"), scope: "shared" } });
const macro = ({ owner }: World) =>
  owner.call(macros.createMacro, {
    body: { name: name("Macro"), kind: "text", language: "en", texts: { en: "<p>Hello</p>" } },
  });
const view = ({ owner }: World) =>
  owner.call(views.createSavedView, { body: { name: name("View"), condition: { all: [] } } });
const checklist = ({ owner }: World) =>
  owner.call(tasks.createChecklist, { body: { name: name("List"), steps: ["Look"] } });

type Made = (world: World) => Promise<{ id: string }>;
type Verb = Parameters<World["owner"]["call"]>[0];

/** Makes one, shows it, and does something with it. */
const then =
  (make: Made, verb: Verb, body?: unknown) =>
  async (world: World): Promise<() => Promise<unknown>> => {
    const { id } = await make(world);
    return () => world.owner.call(verb, { params: { id }, ...(body !== undefined && { body }) });
  };
const first = (make: Made) => async (world: World) => () => make(world);

const tagged = async (world: World) => {
  await world.begin({ tags: ["kettle"] });
  await world.house.settle();
  return () => world.owner.call(renameTag, { params: { name: "kettle" }, body: { name: name("pot") } });
};
/** What a workspace makes for itself. */
export const settings: Scenarios = {
  "field.created": first(field),
  "field.changed": then(field, fields.changeField, { label: "Other" }),
  "field.removed": then(field, fields.removeField),
  "topic.created": first(topic),
  "topic.changed": async (world) => {
    const [{ id }, begun] = [await topic(world), await lived(world)];
    await world.owner.call(topics.classify, { params: { id: begun.id }, body: { topicId: id } });
    return () => world.owner.call(topics.changeTopic, { params: { id }, body: { name: "Other topic" } });
  },
  "topic.removed": then(topic, topics.removeTopic),
  "topic.restored": async (world) => {
    const { id } = await topic(world);
    await world.owner.call(topics.removeTopic, { params: { id } });
    return () => world.owner.call(topics.restoreTopic, { params: { id } });
  },
  "root_cause.created": first(cause),
  "root_cause.changed": then(cause, topics.changeRootCause, { name: "Other cause" }),
  "root_cause.removed": then(cause, topics.removeRootCause),
  "status.created": first(status),
  "status.changed": async (world) => {
    const [{ id }, begun] = [await status(world), await lived(world)];
    await world.owner.call(topics.setStatus, { params: { id: begun.id }, body: { statusId: id } });
    return () => world.owner.call(topics.changeStatus, { params: { id }, body: { name: "Other status" } });
  },
  "status.removed": then(status, topics.removeStatus),
  "resolve_rules.changed":
    async ({ owner }) =>
    () =>
      owner.call(changeResolveRules, { body: { rootCauseRequired: true } }),
  "tag.changed": tagged,
  "tag.settled": tagged,
  "conversation_template.created": first(template),
  "conversation_template.changed": then(template, templates.changeConversationTemplate, { name: "Other" }),
  "conversation_template.removed": then(template, templates.removeConversationTemplate),
  "macro.created": first(macro),
  "macro.changed": then(macro, macros.changeMacro, { name: "Other macro" }),
  "saved_view.created": first(view),
  "saved_view.changed": then(view, views.changeSavedView, { name: "Other view" }),
  "saved_view.removed": then(view, views.removeSavedView),
  "notification.configured":
    async ({ owner }) =>
    () =>
      owner.call(notices.setNoticeSettings, { body: { ...notices.usualSettings, sound: false } }),
  "notification_defaults.changed":
    async ({ owner }) =>
    () =>
      owner.call(notices.setNoticeDefaults, { body: { ...notices.usualSettings, digestHour: 11 } }),
  "checklist.created": first(checklist),
  "checklist.changed": then(checklist, tasks.changeChecklist, { name: "Other list" }),
  "checklist.removed": then(checklist, tasks.removeChecklist),
};
