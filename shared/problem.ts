import { z } from "zod";

/** An error as RFC 9457 describes it; `code` is stable, `detail` is for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  retryAfterSeconds: z.number().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Every code, with its HTTP status and its title: what a program may rely on. */
export const problems = {
  invalid_request: [400, "The request is not as described"],
  not_signed_in: [401, "Sign in first"],
  wrong_credentials: [401, "E-mail or password is wrong"],
  forbidden: [403, "You may not do this"],
  not_found: [404, "There is nothing here"],
  conflict: [409, "This changed meanwhile"],
  already_set_up: [409, "This Baton is already set up"],
  idempotency_key_reused: [422, "This idempotency key was used for another request"],
  still_holding: [409, "This person still holds conversations"],
  not_offered_to_you: [409, "This handover is not yours to answer"],
  handover_pending: [409, "A handover is already waiting for an answer"],
  promise_required: [422, "An unresolved conversation needs a promise"],
  promise_in_the_past: [422, "A promise must lie in the future"],
  snooze_beyond_promise: [422, "The promise falls due before the snooze ends"],
  already_resolved: [409, "This conversation is resolved"],
  not_resolved: [409, "This conversation is not resolved"],
  holder_inactive: [422, "This person cannot hold conversations"],
  duplicate: [409, "This exists already"],
  in_use: [409, "This is still in use"],
  fields_required: [422, "Required fields are empty"],
  undo_too_late: [409, "This cannot be undone any more"],
  send_time: [422, "A reply leaves later than now and within a year"],
  answered_meanwhile: [409, "Somebody answered meanwhile"],
  merged_already: [409, "This conversation is merged"],
  customer_merged: [409, "This customer is merged"],
  other_customer: [422, "These are conversations of different customers"],
  condition_unusable: [422, "This condition cannot be used"],
  link_expired: [410, "This link is no longer valid"],
  too_large: [413, "This is too large"],
  too_many_requests: [429, "Too many tries"],
  unprocessable: [422, "This cannot be done"],
  internal: [500, "Something went wrong on our side"],
  unavailable: [503, "The database cannot be reached right now"],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;
