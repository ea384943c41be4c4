import { actions, palette } from "./en/actions.ts";
import { board } from "./en/board.ts";
import { acts, baton, brief, composer, conversations, happenings, states } from "./en/conversations.ts";
import { customers } from "./en/customers.ts";
import { people } from "./en/people.ts";
import { problemTexts } from "./en/problems.ts";
import { settings } from "./en/settings.ts";
import { eventLog, failedWork } from "./en/settings-log.ts";
import { inboxSettings, mailLog } from "./en/settings-mail.ts";
import { peopleSettings, teamSettings } from "./en/settings-people.ts";
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
  eventLog,
  failedWork,
  happenings,
  inboxSettings,
  live,
  mailLog,
  palette,
  people,
  peopleSettings,
  problems: problemTexts,
  settings,
  settingsMenu,
  shell,
  states,
  teamSettings,
  time,
  ui,
};
