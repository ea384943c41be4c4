/** What can be done to many from a list, what is done most first. */
export const bulkActs = [
  "assign",
  "resolve",
  "prioritise",
  "tag",
  "snooze",
  "status",
  "classify",
  "rootCause",
  "fill",
  "promise",
  "hold",
  "wait",
  "wake",
  "reopen",
  "follow",
  "unfollow",
] as const;
export type BulkAct = (typeof bulkActs)[number];

/** What needs no question before it is done; all of it can be taken back. */
export const atOnce = ["wait", "wake", "reopen", "follow", "unfollow"] as const;
export type AtOnce = (typeof atOnce)[number];

export const isAtOnce = (act: BulkAct): act is AtOnce => atOnce.some((one) => one === act);
