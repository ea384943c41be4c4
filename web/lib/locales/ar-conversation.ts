import { acts, baton, brief } from "./ar/acts.ts";
import { composer } from "./ar/composer.ts";
import { happenings } from "./ar/happenings.ts";
import { mailStory } from "./ar/mail-story.ts";
import type { words as english } from "./en-conversation.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of one open conversation, loaded with it. */
export const words: Arabic<typeof english> = { acts, baton, brief, composer, happenings, mailStory };
