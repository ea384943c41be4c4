import type { Work } from "../platform/work.ts";
import { lock } from "./access.ts";
import { write } from "./change.ts";

export interface Properties {
  subject?: string | undefined;
  priority?: string | undefined;
  tags?: string[] | undefined;
  type?: string | null | undefined;
}

/** Changes subject, priority, tags or type; what is as it was is not told. */
export async function changeProperties(work: Work, id: string, wanted: Properties): Promise<void> {
  const conversation = await lock(work, id);
  const tags = wanted.tags && [...new Set(wanted.tags.map((tag) => tag.toLowerCase()))];
  const changes = {
    ...(wanted.subject !== undefined &&
      wanted.subject !== conversation.subject && { subject: wanted.subject }),
    ...(wanted.priority !== undefined &&
      wanted.priority !== conversation.priority && { priority: wanted.priority }),
    ...(wanted.type !== undefined && wanted.type !== conversation.type && { type: wanted.type }),
    ...(tags && tags.join("\n") !== conversation.tags.join("\n") && { tags }),
  };
  const fields = Object.keys(changes);
  if (fields.length === 0) return;
  await write(work, id, changes);
  work.record("conversation.changed", { conversationId: id, fields });
}
