import { type Schedule, schedule } from "../../platform/schedule.ts";
import { lookForKeys } from "./dkim-key.ts";
import { releaseAllHeld } from "./held.ts";
import { sendDue } from "./sender.ts";

export const schedules: Schedule[] = [
  schedule("email.send", 1, sendDue),
  schedule("email.release_held", 60, releaseAllHeld),
  schedule("email.look_for_keys", 60, lookForKeys),
];
