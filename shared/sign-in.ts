import { z } from "zod";
import { endpoint, nothing, one } from "./endpoint.ts";
import { Me } from "./me.ts";
import { moment } from "./moment.ts";
import { name, password } from "./person-fields.ts";

export const Session = z.object({
  id: z.uuid(),
  current: z.boolean(),
  userAgent: z.string(),
  ip: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
  expiresAt: moment,
});

export type Session = z.infer<typeof Session>;

export const signIn = endpoint({
  method: "POST",
  path: "/api/session",
  summary:
    "Signs a person in and sets the session cookie; slows down and then refuses after repeated wrong passwords.",
  audience: "anyone",
  body: z.object({ email: z.string().max(254), password: z.string().max(200) }),
  reply: Me,
  errors: ["wrong_credentials", "too_many_requests"],
});

export const signOut = endpoint({
  method: "DELETE",
  path: "/api/session",
  summary: "Ends the session that asks.",
  audience: "member",
  reply: nothing,
});

export const listSessions = endpoint({
  method: "GET",
  path: "/api/sessions",
  summary: "One's own sessions, newest first.",
  audience: "member",
  reply: z.object({ items: z.array(Session) }),
});

export const revokeSession = endpoint({
  method: "DELETE",
  path: "/api/sessions/:id",
  summary: "Ends one of one's own sessions at once, also its live connection.",
  audience: "member",
  params: one,
  reply: nothing,
});

export const askForPassword = endpoint({
  method: "POST",
  path: "/api/password-reset",
  summary:
    "Mails a link to choose a new password, if the address belongs to somebody; the answer never tells.",
  audience: "anyone",
  body: z.object({ email: z.string().max(254) }),
  reply: nothing,
  errors: ["too_many_requests"],
});

export const checkLink = endpoint({
  method: "POST",
  path: "/api/password-link",
  summary:
    "Refuses the token of an invitation or a reset that was used, has run out or was taken back, before a password is typed; uses nothing up.",
  audience: "anyone",
  body: z.object({ token: z.string().max(300) }),
  reply: nothing,
  errors: ["link_expired", "too_many_requests"],
});

export const choosePassword = endpoint({
  method: "POST",
  path: "/api/password",
  summary: "Chooses a password with the token of an invitation or a reset, and signs in.",
  audience: "anyone",
  body: z.object({ token: z.string().max(300), password, name: name.optional() }),
  reply: Me,
  errors: ["link_expired"],
});
