import { actions, palette } from "./en/actions.ts";
import { conversations, states } from "./en/conversations.ts";
import { customers } from "./en/customers.ts";
import { drafts } from "./en/drafts.ts";
import { lists } from "./en/lists.ts";
import { offline } from "./en/offline.ts";
import { people } from "./en/people.ts";
import { problemTitles } from "./en/problem-titles.ts";
import { problemTexts } from "./en/problems.ts";
import { live, settingsMenu, shell, time, troubles, ui } from "./en/shell.ts";

/** The sentences that every screen may need, in English; other languages have the same keys. */
export const en = {
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
