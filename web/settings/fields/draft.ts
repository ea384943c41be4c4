import type { Color } from "../../../shared/color.ts";
import type { Subject } from "../../../shared/conditions.ts";
import type { CustomField, CustomFieldType } from "../../../shared/fields.ts";

export interface DraftOption {
  /** Only on this screen: what tells rows apart. */
  key: string;
  value?: string;
  label: string;
  color: Color | null;
}

export interface FieldDraft {
  subject: Subject;
  type: CustomFieldType;
  label: string;
  hint: string;
  options: DraftOption[];
  requiredOnResolve: boolean;
  topicIds: string[];
}

/** A field as the form holds it. */
export function draftOf(field: CustomField | null): FieldDraft {
  return {
    subject: field?.subject ?? "conversation",
    type: field?.type ?? "text",
    label: field?.label ?? "",
    hint: field?.hint ?? "",
    options: (field?.options ?? []).map((option) => ({ ...option, key: option.value })),
    requiredOnResolve: field?.requiredOnResolve ?? false,
    topicIds: field?.topicIds ?? [],
  };
}

/** What of a draft is sent: empty choices are left out, and what does not belong to its kind. */
export function bodyOf({ subject, type, label, hint, options, requiredOnResolve, topicIds }: FieldDraft) {
  const ofConversation = subject === "conversation";
  return {
    label: label.trim(),
    hint: hint.trim(),
    options:
      type === "choice"
        ? options
            .filter((option) => option.label.trim() !== "")
            .map(({ value, label, color }) => ({ ...(value && { value }), label: label.trim(), color }))
        : [],
    requiredOnResolve: ofConversation && requiredOnResolve,
    topicIds: ofConversation ? topicIds : [],
  };
}
