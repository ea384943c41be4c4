import { listConversationTemplates } from "../../shared/conversation-templates.ts";
import { listMailDomains } from "../../shared/deliverability.ts";
import { listInboxes } from "../../shared/email.ts";
import { listInboundHooks } from "../../shared/inbound-hooks.ts";
import { listKeys } from "../../shared/keys.ts";
import { getMacro, listMacros } from "../../shared/macros.ts";
import { getMailAccount } from "../../shared/mail-accounting.ts";
import { listMailEvents } from "../../shared/mail-events.ts";
import type { Passing } from "../../shared/passing.ts";
import { listFailedReactions } from "../../shared/platform.ts";
import { listSessions } from "../../shared/sign-in.ts";
import * as topics from "../../shared/topics.ts";

/** Which reads show what passes. */
export const movedBy: Record<Passing, readonly string[]> = {
  "session.seen": [listSessions.path],
  "key.used": [listKeys.path],
  "inbox.tried": [listInboxes.path],
  "dkim_key.checked": [listMailDomains.path],
  "mail_account.changed": [getMailAccount.path],
  "inbound_hook.used": [listInboundHooks.path, listMailEvents.path],
  "macro.counted": [listMacros.path, getMacro.path],
  "conversation_template.counted": [listConversationTemplates.path],
  "failed_work.changed": [listFailedReactions.path],
  "words.learned": [
    topics.listTopics.path,
    topics.listTopicWords.path,
    topics.suggestTopics.path,
    topics.listRootCauses.path,
    topics.suggestRootCauses.path,
  ],
};
