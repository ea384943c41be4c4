import { audit } from "./ar/audit.ts";
import { details } from "./ar/details.ts";
import { macros } from "./ar/macros.ts";
import { mailAccounting, mailFolders } from "./ar/mail-accounting.ts";
import { inboundReasons, plusAddressing } from "./ar/mail-reading.ts";
import { automaticSaid, dnsSaid, mailSaid, proofSaid } from "./ar/mail-said.ts";
import { playbookSettings } from "./ar/playbook.ts";
import { roleSettings } from "./ar/roles.ts";
import { settings } from "./ar/settings.ts";
import { deliverability } from "./ar/settings-deliverability.ts";
import { eventLog, failedWork } from "./ar/settings-log.ts";
import { inboxSettings, mailLog } from "./ar/settings-mail.ts";
import { mailOut } from "./ar/settings-mail-out.ts";
import { mailGrant, mailHooks } from "./ar/settings-mail-ways.ts";
import { peopleSettings, teamSettings } from "./ar/settings-people.ts";
import {
  fieldSettings,
  sorting,
  statusSettings,
  tagSettings,
  templateSettings,
  topicSettings,
} from "./ar/settings-sorting.ts";
import { suppressed } from "./ar/settings-suppressed.ts";
import { checklistSettings } from "./ar/tasks.ts";
import type { words as english } from "./en-settings.ts";
import type { Arabic } from "./languages.ts";

/** The sentences of the settings, loaded with the first of their screens. */
export const words: Arabic<typeof english> = {
  details,
  checklistSettings,
  playbookSettings,
  macros,
  fieldSettings,
  sorting,
  statusSettings,
  tagSettings,
  templateSettings,
  topicSettings,
  inboundReasons,
  plusAddressing,
  deliverability,
  automaticSaid,
  dnsSaid,
  mailSaid,
  proofSaid,
  audit,
  eventLog,
  failedWork,
  inboxSettings,
  mailAccounting,
  mailFolders,
  mailGrant,
  mailHooks,
  mailLog,
  mailOut,
  peopleSettings,
  roleSettings,
  settings,
  suppressed,
  teamSettings,
};
