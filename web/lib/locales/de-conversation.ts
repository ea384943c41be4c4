import { acts, baton, brief } from "./de/acts.ts";
import { composer } from "./de/composer.ts";
import { happenings } from "./de/happenings.ts";
import { mailStory } from "./de/mail-story.ts";
import type { words as english } from "./en-conversation.ts";
import type { German } from "./languages.ts";

/** The sentences of one open conversation, loaded with it. */
export const words: German<typeof english> = { acts, baton, brief, composer, happenings, mailStory };
