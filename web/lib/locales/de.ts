import { actions, palette } from "./de/actions.ts";
import { conversations, states } from "./de/conversations.ts";
import { customers } from "./de/customers.ts";
import { drafts } from "./de/drafts.ts";
import { lists } from "./de/lists.ts";
import { offline } from "./de/offline.ts";
import { people } from "./de/people.ts";
import { problemTitles } from "./de/problem-titles.ts";
import { problemTexts } from "./de/problems.ts";
import { live, settingsMenu, shell, time, troubles, ui } from "./de/shell.ts";
import type { en } from "./en.ts";
import type { German } from "./languages.ts";

/** The sentences that every screen may need, in German. */
export const de: German<typeof en> = {
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
