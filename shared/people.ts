import { z } from "zod";
import { endpoint, nothing, one, scopes } from "./endpoint.ts";
import { LanguageChoice } from "./languages.ts";
import { moment } from "./moment.ts";
import { page, pageQuery } from "./page.ts";

export const roles = ["collaborator", "agent", "lead", "admin", "owner"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export const Presence = z.enum(["online", "away", "offline"]);

const email = z.email().max(254);
const name = z.string().trim().min(1).max(100);
const password = z.string().min(10).max(200);

/** Minutes after midnight, local to the workspace. */
const minuteOfDay = z.number().int().min(0).max(1440);

/** When people work: seven lists of [from, to) in minutes of the day, Monday first; `holidays` are local ISO dates. */
export const BusinessHours = z.object({
  days: z.array(z.array(z.tuple([minuteOfDay, minuteOfDay]))).length(7),
  holidays: z.array(z.iso.date()).max(400).default([]),
});
export type BusinessHours = z.infer<typeof BusinessHours>;

/** Monday to Friday, nine to five. */
export const defaultBusinessHours: BusinessHours = {
  days: [[[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [], []],
  holidays: [],
};

export const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  businessHours: BusinessHours,
  /** Business minutes until a new conversation must be answered. */
  firstReplyMinutes: z.number().int(),
  /** Business minutes until a customer's next message must be answered. */
  nextReplyMinutes: z.number().int(),
  /** Minutes before its end at which a promise counts as due soon. */
  dueSoonMinutes: z.number().int(),
  /** Hours after resolving at which the follow-up goes out; null sends none. */
  followUpHours: z.number().int().nullable(),
  /** Seconds a reply waits before it leaves, so that it can be taken back; 0 sends at once. */
  undoSeconds: z.number().int(),
  demo: z.boolean(),
});
export type Workspace = z.infer<typeof Workspace>;

export const Agent = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  active: z.boolean(),
  /** False until an invited person has chosen a password. */
  joined: z.boolean(),
  presence: Presence,
  teamIds: z.array(z.uuid()),
  /** Unresolved conversations held. */
  holding: z.number().int(),
  createdAt: moment,
});
export type Agent = z.infer<typeof Agent>;

export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  teamIds: z.array(z.uuid()),
  leadsTeamIds: z.array(z.uuid()),
  presence: Presence,
  language: LanguageChoice,
  workspace: Workspace,
  sessionId: z.uuid(),
});
export type Me = z.infer<typeof Me>;

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  leadId: z.uuid(),
  memberIds: z.array(z.uuid()),
});
export type Team = z.infer<typeof Team>;

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

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const setupState = endpoint({
  method: "GET",
  path: "/api/setup",
  summary: "Tells whether this Baton still needs its first workspace and owner.",
  audience: "anyone",
  reply: z.object({ needed: z.boolean() }),
});

export const setUp = endpoint({
  method: "POST",
  path: "/api/setup",
  summary: "Creates the first workspace and its owner and signs the owner in; refused when there is one.",
  audience: "anyone",
  body: z.object({
    workspace: name,
    name,
    email,
    password,
    timeZone: z.string().max(64).default("UTC"),
    locale: z.string().max(35).default("en"),
  }),
  reply: Me,
  errors: ["already_set_up"],
});

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

export const me = endpoint({
  method: "GET",
  path: "/api/me",
  summary: "Who is signed in, and the workspace.",
  audience: "member",
  reply: Me,
});

export const changeMe = endpoint({
  method: "PATCH",
  path: "/api/me",
  summary: "Changes one's own name, language or password; a new password ends all other sessions.",
  audience: "member",
  body: z.object({
    name: name.optional(),
    language: LanguageChoice.optional(),
    password: z.object({ current: z.string().max(200), next: password }).optional(),
  }),
  reply: Me,
  errors: ["wrong_credentials", "too_many_requests"],
});

export const setPresence = endpoint({
  method: "PUT",
  path: "/api/me/presence",
  summary: "Says whether one is here; the browser also says so by being connected.",
  audience: "member",
  body: z.object({ presence: z.enum(["online", "away"]) }),
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

export const choosePassword = endpoint({
  method: "POST",
  path: "/api/password",
  summary: "Chooses a password with the token of an invitation or a reset, and signs in.",
  audience: "anyone",
  body: z.object({ token: z.string().max(300), password, name: name.optional() }),
  reply: Me,
  errors: ["link_expired"],
});

export const getWorkspace = endpoint({
  method: "GET",
  path: "/api/workspace",
  summary: "The workspace's settings.",
  audience: "member",
  scope: "settings:read",
  reply: Workspace,
});

export const changeWorkspace = endpoint({
  method: "PATCH",
  path: "/api/workspace",
  summary: "Changes the workspace's name, zone, business hours, promises, follow-up or the time for undoing.",
  audience: "admin",
  scope: "settings:write",
  body: z.object({
    name: name.optional(),
    timeZone: z.string().max(64).optional(),
    locale: z.string().max(20).optional(),
    businessHours: BusinessHours.optional(),
    firstReplyMinutes: z.number().int().min(1).max(60_000).optional(),
    nextReplyMinutes: z.number().int().min(1).max(60_000).optional(),
    dueSoonMinutes: z.number().int().min(1).max(10_000).optional(),
    followUpHours: z.number().int().min(1).max(2000).nullable().optional(),
    undoSeconds: z.number().int().min(0).max(30).optional(),
  }),
  reply: Workspace,
});

export const listAgents = endpoint({
  method: "GET",
  path: "/api/agents",
  summary: "Everybody who works here, deactivated people too, by name.",
  audience: "member",
  scope: "people:read",
  query: pageQuery,
  reply: page(Agent),
});

export const inviteAgent = endpoint({
  method: "POST",
  path: "/api/agents",
  summary: "Invites somebody by mail; the link in the reply is shown once, for when mail is not set up yet.",
  audience: "admin",
  scope: "people:write",
  body: z.object({ name, email, role: Role, teamIds: z.array(z.uuid()).max(100).default([]) }),
  reply: z.object({ agent: Agent, invitationUrl: z.string() }),
  errors: ["duplicate", "forbidden"],
});

export const changeAgent = endpoint({
  method: "PATCH",
  path: "/api/agents/:id",
  summary:
    "Changes somebody's name or role; only an owner makes or unmakes owners, and the last owner stays.",
  audience: "admin",
  scope: "people:write",
  params: one,
  body: z.object({ name: name.optional(), role: Role.optional() }),
  reply: Agent,
  errors: ["unprocessable"],
});

export const deactivateAgent = endpoint({
  method: "POST",
  path: "/api/agents/:id/deactivation",
  summary:
    "Ends somebody's access at once and passes everything they hold to the heir (a person or a team) in the same breath.",
  audience: "admin",
  scope: "people:write",
  params: one,
  body: z.object({ heirId: z.uuid().optional(), heirTeamId: z.uuid().optional() }),
  reply: Agent,
  errors: ["still_holding", "holder_inactive", "unprocessable"],
});

export const reactivateAgent = endpoint({
  method: "DELETE",
  path: "/api/agents/:id/deactivation",
  summary: "Lets a deactivated person in again.",
  audience: "admin",
  scope: "people:write",
  params: one,
  reply: Agent,
});

export const renewInvitation = endpoint({
  method: "POST",
  path: "/api/agents/:id/invitation",
  summary: "Makes a new invitation link and mails it; the old one stops working.",
  audience: "admin",
  scope: "people:write",
  params: one,
  reply: z.object({ agent: Agent, invitationUrl: z.string() }),
  errors: ["unprocessable", "forbidden"],
});

export const listTeams = endpoint({
  method: "GET",
  path: "/api/teams",
  summary: "All teams by name.",
  audience: "member",
  scope: "people:read",
  query: pageQuery,
  reply: page(Team),
});

const teamBody = z.object({ name, leadId: z.uuid(), memberIds: z.array(z.uuid()).max(1000) });

export const createTeam = endpoint({
  method: "POST",
  path: "/api/teams",
  summary: "Makes a team; its lead is always one of its members.",
  audience: "admin",
  scope: "people:write",
  body: teamBody,
  reply: Team,
  errors: ["duplicate", "holder_inactive"],
});

export const changeTeam = endpoint({
  method: "PUT",
  path: "/api/teams/:id",
  summary: "Changes a team's name, lead and members.",
  audience: "admin",
  scope: "people:write",
  params: one,
  body: teamBody,
  reply: Team,
  errors: ["duplicate", "holder_inactive"],
});

export const removeTeam = endpoint({
  method: "DELETE",
  path: "/api/teams/:id",
  summary: "Removes a team that holds nothing and that no inbox routes to.",
  audience: "admin",
  scope: "people:write",
  params: one,
  reply: nothing,
  errors: ["in_use"],
});

export const listKeys = endpoint({
  method: "GET",
  path: "/api/keys",
  summary: "API keys, without their secrets.",
  audience: "admin",
  reply: z.object({ items: z.array(ApiKey) }),
});

export const createKey = endpoint({
  method: "POST",
  path: "/api/keys",
  summary: "Makes an API key; its secret is shown this once.",
  audience: "admin",
  body: z.object({ name, scopes: z.array(z.enum(scopes)).min(1) }),
  reply: z.object({ key: ApiKey, secret: z.string() }),
});

export const revokeKey = endpoint({
  method: "DELETE",
  path: "/api/keys/:id",
  summary: "Ends an API key at once.",
  audience: "admin",
  params: one,
  reply: nothing,
});
