import { audit } from "./de/audit.ts";
import { details } from "./de/details.ts";
import { macros } from "./de/macros.ts";
import { mailAccounting, mailFolders } from "./de/mail-accounting.ts";
import { inboundReasons, plusAddressing } from "./de/mail-reading.ts";
import { automaticSaid, dnsSaid, mailSaid, proofSaid } from "./de/mail-said.ts";
import { playbookSettings } from "./de/playbook.ts";
import { roleSettings } from "./de/roles.ts";
import { settings } from "./de/settings.ts";
import { deliverability } from "./de/settings-deliverability.ts";
import { eventLog, failedWork } from "./de/settings-log.ts";
import { inboxSettings, mailLog } from "./de/settings-mail.ts";
import { mailOut } from "./de/settings-mail-out.ts";
import { mailGrant, mailHooks } from "./de/settings-mail-ways.ts";
import { peopleSettings, teamSettings } from "./de/settings-people.ts";
import {
  fieldSettings,
  sorting,
  statusSettings,
  tagSettings,
  templateSettings,
  topicSettings,
} from "./de/settings-sorting.ts";
import { suppressed } from "./de/settings-suppressed.ts";
import { checklistSettings } from "./de/tasks.ts";
import type { words as english } from "./en-settings.ts";
import type { German } from "./languages.ts";

/** The sentences of the settings, loaded with the first of their screens. */
export const words: German<typeof english> = {
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
