import type { ConversationTemplate } from "../../../shared/conversation-templates.ts";

export type TemplateDraft = Omit<ConversationTemplate, "id" | "ownerId" | "used" | "mayChange">;

/** A template as the form holds it. */
export function draftOf(template: ConversationTemplate | null): TemplateDraft {
  if (template) {
    const { id: _, ownerId: __, used: ___, mayChange: ____, ...content } = template;
    return content;
  }
  return {
    name: "",
    scope: "personal",
    teamId: null,
    type: null,
    way: "phone",
    subject: "",
    body: "",
    priority: "normal",
    tags: [],
    topicId: null,
    forTeamId: null,
    fields: {},
  };
}
