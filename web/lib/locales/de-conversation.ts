import { acts, baton, brief } from "./de/acts.ts";
import { composer } from "./de/composer.ts";
import { details } from "./de/details.ts";
import { answered, later, promiseFound } from "./de/drafts.ts";
import { happenings } from "./de/happenings.ts";
import { macros } from "./de/macros.ts";
import { invitation, mailTraits } from "./de/mail-reading.ts";
import { mailSaid, proofSaid } from "./de/mail-said.ts";
import { mailStory } from "./de/mail-story.ts";
import { playbook } from "./de/playbook.ts";
import { reminders } from "./de/reminders.ts";
import { richText } from "./de/rich-text.ts";
import { side } from "./de/side.ts";
import { snoozing } from "./de/snoozing.ts";
import { tasks } from "./de/tasks.ts";
import type { words as english } from "./en-conversation.ts";
import type { German } from "./languages.ts";

/** The sentences of one open conversation, loaded with it. */
export const words: German<typeof english> = {
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
