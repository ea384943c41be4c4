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
  "promise",
  "hold",
  "follow",
  "unfollow",
] as const;
export type BulkAct = (typeof bulkActs)[number];
