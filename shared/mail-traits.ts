import { z } from "zod";

const person = z.object({ name: z.string(), address: z.string() });

/** A calendar invitation that came with a mail. Times are ISO 8601: a date alone for whole days, without offset where it names no zone. */
export const Invitation = z.object({
  /** What is asked: request, cancel, reply, publish, counter … as the calendar says, in lower case. */
  method: z.string(),
  cancelled: z.boolean(),
  title: z.string(),
  startsAt: z.string().nullable(),
  /** For whole days the last day, not the one after it. */
  endsAt: z.string().nullable(),
  allDay: z.boolean(),
  place: z.string(),
  /** How often it comes back, null for once. */
  repeats: z
    .object({
      every: z.number().int(),
      unit: z.enum(["hour", "day", "week", "month", "year"]),
      count: z.number().int().nullable(),
      until: z.string().nullable(),
    })
    .nullable(),
  organizer: person.nullable(),
  attendees: z.array(
    person.extend({ answer: z.enum(["accepted", "declined", "tentative", "delegated", "none"]) }),
  ),
});
export type Invitation = z.infer<typeof Invitation>;

/** How a mail was protected. `signer` is what the signature says of itself; nobody has checked it. */
export const Protection = z.object({
  how: z.enum(["signed", "encrypted"]),
  by: z.enum(["smime", "pgp"]),
  signer: z.string().nullable(),
});
export type Protection = z.infer<typeof Protection>;

/** What a mail was beside its words. */
export const MailTraits = z.object({
  /** The colleague who sent a customer's mail on to us. */
  forwardedBy: z.object({ agentId: z.uuid(), name: z.string() }).nullable(),
  invitations: z.array(Invitation),
  protection: Protection.nullable(),
  /** In To or Cc here and not in the mail before it; and the other way round. */
  newPeople: z.array(person),
  gonePeople: z.array(person),
});
export type MailTraits = z.infer<typeof MailTraits>;
