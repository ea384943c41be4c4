import { actions, palette } from "./ar/actions.ts";
import { conversations, states } from "./ar/conversations.ts";
import { customers } from "./ar/customers.ts";
import { drafts } from "./ar/drafts.ts";
import { lists } from "./ar/lists.ts";
import { offline } from "./ar/offline.ts";
import { people } from "./ar/people.ts";
import { problemTitles } from "./ar/problem-titles.ts";
import { problemTexts } from "./ar/problems.ts";
import { live, settingsMenu, shell, time, troubles, ui } from "./ar/shell.ts";
import type { en } from "./en.ts";
import type { Arabic } from "./languages.ts";

/** The sentences that every screen may need, in Arabic. */
export const ar: Arabic<typeof en> = {
  actions,
  conversations,
  customers,
  drafts,
  lists,
  live,
  offline,
  palette,
  people,
  problems: problemTexts,
  problemTitles,
  settingsMenu,
  shell,
  states,
  time,
  troubles,
  ui,
};
