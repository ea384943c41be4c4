import { acts, baton, brief } from "./ar/acts.ts";
import { composer } from "./ar/composer.ts";
import { details } from "./ar/details.ts";
import { answered, later, promiseFound } from "./ar/drafts.ts";
import { happenings } from "./ar/happenings.ts";
import { macros } from "./ar/macros.ts";
import { invitation, mailTraits } from "./ar/mail-reading.ts";
import { mailSaid, proofSaid } from "./ar/mail-said.ts";
import { mailStory } from "./ar/mail-story.ts";
import { playbook } from "./ar/playbook.ts";
import { reminders } from "./ar/reminders.ts";
import { richText } from "./ar/rich-text.ts";
import { side } from "./ar/side.ts";
import { snoozing } from "./ar/snoozing.ts";
import { tasks } from "./ar/tasks.ts";
import type { words as english } from "./en-conversation.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of one open conversation, loaded with it. */
export const words: Arabic<typeof english> = {
  invitation,
  mailTraits,
  acts,
  baton,
  brief,
  answered,
  composer,
  later,
  promiseFound,
  details,
  macros,
  happenings,
  mailSaid,
  proofSaid,
  mailStory,
  richText,
  playbook,
  reminders,
  side,
  snoozing,
  tasks,
};
