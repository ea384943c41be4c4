import { type Reaction, reaction } from "../platform/reactions.ts";
import { joinVerified } from "./merge-join.ts";

const joinProven = reaction("customer.identity_verified", "customers.join_verified", ({ identityId }, work) =>
  joinVerified(work, identityId),
);

export const reactions: Reaction[] = [joinProven];
