import { acts, baton, brief } from "./en/acts.ts";
import { composer } from "./en/composer.ts";
import { details } from "./en/details.ts";
import { answered, later, promiseFound } from "./en/drafts.ts";
import { happenings } from "./en/happenings.ts";
import { macros } from "./en/macros.ts";
import { invitation, mailTraits } from "./en/mail-reading.ts";
import { mailSaid, proofSaid } from "./en/mail-said.ts";
import { mailStory } from "./en/mail-story.ts";
import { playbook } from "./en/playbook.ts";
import { reminders } from "./en/reminders.ts";
import { richText } from "./en/rich-text.ts";
import { side } from "./en/side.ts";
import { snoozing } from "./en/snoozing.ts";
import { tasks } from "./en/tasks.ts";

/** The sentences of one open conversation, loaded with it. */
export const words = {
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
