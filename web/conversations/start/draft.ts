import type { ConversationType, Way } from "../../../shared/conversation-shape.ts";
import type { ConversationTemplate } from "../../../shared/conversation-templates.ts";
import type { startConversation } from "../../../shared/conversations.ts";
import type { Ask } from "../../lib/call.ts";

export interface StartDraft {
  template: ConversationTemplate | null;
  way: Way;
  email: string;
  phone: string;
  name: string;
  /** Null while the template's own words stand. */
  subject: string | null;
  text: string | null;
  type: ConversationType | null;
  priority: ConversationTemplate["priority"];
  topicId: string | null;
  tags: string[];
  inboxId: string | null;
}

export const emptyDraft: StartDraft = {
  template: null,
  way: "phone",
  email: "",
  phone: "",
  name: "",
  subject: null,
  text: null,
  type: null,
  priority: "normal",
  topicId: null,
  tags: [],
  inboxId: null,
};

/** The draft as a template begins it; the customer, and words typed already, stay. */
export function begunWith(draft: StartDraft, template: ConversationTemplate): StartDraft {
  const { way, type, priority, topicId, tags } = template;
  return { ...draft, template, way, type, priority, topicId, tags: [...new Set([...draft.tags, ...tags])] };
}

/** What is sent: a number only where one calls or visits, the template's fields and team as they are. */
export function askOf(
  draft: StartDraft,
  { subject, text }: { subject: string; text: string },
): Ask<typeof startConversation>["body"] {
  const { template, way, email, phone, name, type, priority, topicId, tags, inboxId } = draft;
  return {
    ...(inboxId && { inboxId }),
    customer: {
      ...(email.trim() && { email: email.trim() }),
      ...(way !== "email" && phone.trim() && { phone: phone.trim() }),
      name: name.trim(),
    },
    way,
    type,
    subject: subject.trim(),
    text,
    priority,
    tags,
    topicId,
    fields: template?.fields ?? {},
    teamId: template?.forTeamId ?? null,
    ...(template && { templateId: template.id }),
  };
}

/** Whether enough is there to begin. */
export function isComplete(draft: StartDraft, words: { subject: string; text: string }): boolean {
  const reachable = draft.email.includes("@") || (draft.way !== "email" && draft.phone.trim().length > 2);
  return reachable && words.subject.trim() !== "" && words.text.trim() !== "";
}
