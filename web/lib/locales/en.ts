import { actions, palette } from "./en/actions.ts";
import { board } from "./en/board.ts";
import { acts, baton, brief, composer, conversations, happenings, states } from "./en/conversations.ts";
import { customers } from "./en/customers.ts";
import { people } from "./en/people.ts";
import { problemTexts } from "./en/problems.ts";
import { live, settingsMenu, shell, time, ui } from "./en/shell.ts";

/** Every sentence of the app, in English; other languages have the same keys. */
export const en = {
  actions,
  acts,
  baton,
  board,
  brief,
  composer,
  conversations,
  customers,
  happenings,
  live,
  palette,
  people,
  problems: problemTexts,
  settingsMenu,
  shell,
  states,
  time,
  ui,
};
