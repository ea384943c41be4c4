import { audit } from "./en/audit.ts";
import { details } from "./en/details.ts";
import { macros } from "./en/macros.ts";
import { mailAccounting, mailFolders } from "./en/mail-accounting.ts";
import { inboundReasons, plusAddressing } from "./en/mail-reading.ts";
import { automaticSaid, dnsSaid, mailSaid, proofSaid } from "./en/mail-said.ts";
import { playbookSettings } from "./en/playbook.ts";
import { roleSettings } from "./en/roles.ts";
import { settings } from "./en/settings.ts";
import { deliverability } from "./en/settings-deliverability.ts";
import { eventLog, failedWork } from "./en/settings-log.ts";
import { inboxSettings, mailLog } from "./en/settings-mail.ts";
import { mailOut } from "./en/settings-mail-out.ts";
import { mailGrant, mailHooks } from "./en/settings-mail-ways.ts";
import { peopleSettings, teamSettings } from "./en/settings-people.ts";
import {
  fieldSettings,
  sorting,
  statusSettings,
  tagSettings,
  templateSettings,
  topicSettings,
} from "./en/settings-sorting.ts";
import { suppressed } from "./en/settings-suppressed.ts";
import { checklistSettings } from "./en/tasks.ts";

/** The sentences of the settings, loaded with the first of their screens. */
export const words = {
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
