import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Priority } from "../../../shared/actions.ts";
import { type Conversation, ConversationType } from "../../../shared/conversation-shape.ts";
import { changeConversation } from "../../../shared/conversations.ts";
import { classify, type Status, setStatus } from "../../../shared/topics.ts";
import { useTags } from "../../conditions/tags.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import type { PickerItem } from "../../ui/Picker.tsx";
import { causesQuery, statusesQuery, useTopics } from "./lists.ts";
import { type DetailName, openDetail } from "./open-detail.ts";
import { useChange } from "./use-change.ts";

/** One thing that can be chosen for a conversation: the same for its row, its key and the palette. */
export interface Detail {
  label: string;
  items: readonly PickerItem[];
  chosen: readonly string[];
  /** What is chosen, in words, when the list does not know it any more or it stands deeper. */
  shown: string | null;
  choose: (value: string) => void;
  clear?: () => void;
  add?: (text: string) => void;
  several?: boolean;
  /** Where there are more than these: hears what is typed, and the sentence that says so. */
  onText?: ((text: string) => void) | undefined;
  note?: string | undefined;
}

/** Everything that can be chosen for a conversation, with what is chosen. */
export function useDetails(conversation: Conversation): Record<DetailName, Detail> {
  const { t } = useTranslation();
  const change = useChange(conversation.id);
  const { topic, rootCause } = useReasons(conversation);
  const status = useStatus(conversation);
  const tags = useTagDetail(conversation);
  const params = { id: conversation.id };
  const edit = (name: DetailName, body: Partial<Pick<Conversation, "priority" | "type">>) =>
    change({ name, patch: body, run: () => call(changeConversation, { params, body }) });

  return {
    topic,
    rootCause,
    status,
    tags,
    priority: {
      label: t("conversations.priority"),
      items: Priority.options
        .toReversed()
        .map((value) => ({ value, label: t(`conversations.priorities.${value}`) })),
      chosen: [conversation.priority],
      shown: t(`conversations.priorities.${conversation.priority}`),
      choose: (value) => edit("priority", { priority: Priority.parse(value) }),
    },
    type: {
      label: t("details.type"),
      items: ConversationType.options.map((value) => ({ value, label: t(`details.types.${value}`) })),
      chosen: conversation.type ? [conversation.type] : [],
      shown: conversation.type && t(`details.types.${conversation.type}`),
      choose: (value) => edit("type", { type: ConversationType.parse(value) }),
      clear: () => edit("type", { type: null }),
    },
  };
}

function useReasons(conversation: Conversation): { topic: Detail; rootCause: Detail } {
  const { t } = useTranslation();
  const change = useChange(conversation.id);
  const topics = useTopics();
  const { data: causes } = useQuery(causesQuery);
  const { id, topicId, rootCauseId } = conversation;
  const topic = topics.find((one) => one.id === topicId);
  const set = (name: DetailName, body: { topicId: string | null; rootCauseId?: string | null }) =>
    change({ name, patch: body, run: () => call(classify, { params: { id }, body }) });
  const offered = (causes?.items ?? []).filter(
    (cause) => !cause.topicId || topic?.ids.includes(cause.topicId) || cause.id === rootCauseId,
  );

  return {
    topic: {
      label: t("details.topic"),
      items: topics.map(({ id, name, depth, path }) => ({ value: id, label: name, depth, search: path })),
      chosen: topicId ? [topicId] : [],
      shown: topic?.path ?? (topicId ? t("details.gone") : null),
      choose: (value) => set("topic", { topicId: value }),
      clear: () => set("topic", { topicId: null }),
    },
    rootCause: {
      label: t("details.rootCause"),
      items: offered.map(({ id, name }) => ({ value: id, label: name })),
      chosen: rootCauseId ? [rootCauseId] : [],
      shown: offered.find((one) => one.id === rootCauseId)?.name ?? (rootCauseId ? t("details.gone") : null),
      choose: (value) => set("rootCause", { topicId, rootCauseId: value }),
      clear: () => set("rootCause", { topicId, rootCauseId: null }),
    },
  };
}

function useStatus(conversation: Conversation): Detail {
  const { t } = useTranslation();
  const change = useChange(conversation.id);
  const { data } = useQuery(statusesQuery);
  const statuses = data?.items ?? [];
  const { id, statusId, state, customer } = conversation;
  const set = (status: Status | null) =>
    change({
      name: "status",
      patch: { statusId: status?.id ?? null, ...(status && { state: status.state }) },
      run: () => call(setStatus, { params: { id }, body: { statusId: status?.id ?? null } }),
    });
  const choose = (status: Status | undefined) => {
    if (!status) return;
    // Waiting for somebody else needs a promise, and resolving a reason: those are asked for first.
    const asks = status.state !== state && (status.state === "on_hold" || status.state === "resolved");
    if (asks) openDetail.set({ status });
    else set(status);
  };

  return {
    label: t("details.status"),
    items: statuses.map((one) => ({
      value: one.id,
      label: one.name,
      detail: t(`states.${one.state}`, { name: firstName(customer) }),
    })),
    chosen: statusId ? [statusId] : [],
    shown: statuses.find((one) => one.id === statusId)?.name ?? (statusId ? t("details.gone") : null),
    choose: (value) => choose(statuses.find((one) => one.id === value)),
    clear: () => set(null),
  };
}

function useTagDetail(conversation: Conversation): Detail {
  const { t } = useTranslation();
  const change = useChange(conversation.id);
  const { items: known, onText, note } = useTags();
  const { id, tags } = conversation;
  const strange = tags.filter((tag) => !known.some(({ name }) => name === tag));
  const set = (next: string[]) =>
    change({
      name: "tags",
      patch: { tags: next },
      run: () => call(changeConversation, { params: { id }, body: { tags: next } }),
    });
  const toggle = (tag: string) =>
    set(tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag]);

  return {
    label: t("details.tags"),
    items: [
      ...strange.map((tag) => ({ value: tag, label: tag })),
      ...known.map(({ name, color, conversations }) => ({
        value: name,
        label: name,
        color,
        detail: String(conversations),
      })),
    ],
    chosen: tags,
    shown: tags.join(", ") || null,
    choose: toggle,
    add: (text) => {
      const tag = text.toLocaleLowerCase().slice(0, 50);
      if (!tags.includes(tag)) set([...tags, tag]);
    },
    several: true,
    onText,
    note,
  };
}
