/**
 * What moves on a screen and is nobody's history: when a server is tried next, when a key was used last, how often a macro
 * was. It is told while it happens and kept nowhere; whoever was away looks at all of it anew.
 */
export const passing = [
  "session.seen",
  "key.used",
  "inbox.tried",
  "dkim_key.checked",
  "mail_account.changed",
  "inbound_hook.used",
  "macro.counted",
  "conversation_template.counted",
  "failed_work.changed",
  "words.learned",
] as const;
export type Passing = (typeof passing)[number];
