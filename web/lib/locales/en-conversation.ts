import { acts, baton, brief } from "./en/acts.ts";
import { composer } from "./en/composer.ts";
import { happenings } from "./en/happenings.ts";
import { mailStory } from "./en/mail-story.ts";

/** The sentences of one open conversation, loaded with it. */
export const words = { acts, baton, brief, composer, happenings, mailStory };
