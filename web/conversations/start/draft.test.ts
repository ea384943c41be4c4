import { expect, test } from "vitest";
import type { ConversationTemplate } from "../../../shared/conversation-templates.ts";
import { askOf, begunWith, emptyDraft, isComplete } from "./draft.ts";

const template: ConversationTemplate = {
  id: "01890000-0000-7000-8000-000000000001",
  name: "Late parcel",
  scope: "shared",
  ownerId: null,
  teamId: null,
  type: "complaint",
  way: "email",
  subject: "",
  body: "",
  priority: "high",
  tags: ["late"],
  topicId: null,
  forTeamId: null,
  fields: { "01890000-0000-7000-8000-000000000002": "A-1" },
  used: 0,
  mayChange: true,
};
const words = { subject: "Late", text: "It is late" };

test("a template brings what it says and leaves customer and words as they were typed", () => {
  const typed = { ...emptyDraft, email: "ana@home.example", tags: ["vip", "late"], text: "Mine" };
  expect(begunWith(typed, template)).toMatchObject({
    email: "ana@home.example",
    text: "Mine",
    way: "email",
    type: "complaint",
    priority: "high",
    tags: ["vip", "late"],
  });
});

test("a telephone number is enough for what is noted, never for what is written first", () => {
  const called = { ...emptyDraft, phone: "+49 30 1" };
  expect(isComplete(called, words)).toBe(true);
  expect(isComplete({ ...called, way: "email" }, words)).toBe(false);
  expect(isComplete({ ...called, way: "email", email: "ana@home.example" }, words)).toBe(true);
});

test("what is sent names the template and its fields, and no number where we write", () => {
  const draft = { ...begunWith(emptyDraft, template), email: " ana@home.example ", phone: "123" };
  expect(askOf(draft, words)).toMatchObject({
    customer: { email: "ana@home.example", name: "" },
    templateId: template.id,
    fields: template.fields,
    way: "email",
  });
  expect(askOf(draft, words).customer).not.toHaveProperty("phone");
});
