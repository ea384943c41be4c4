import { z } from "zod";
import { Presence, Role } from "./agents.ts";
import { endpoint, nothing } from "./endpoint.ts";
import { LanguageChoice } from "./languages.ts";
import { Permission } from "./permissions.ts";
import { name, password } from "./person-fields.ts";
import { Workspace } from "./workspace.ts";

export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  /** The built-in role, or the one that one's own role begins as. */
  role: Role,
  customRole: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Everything one is allowed by name. */
  permissions: z.array(Permission),
  teamIds: z.array(z.uuid()),
  leadsTeamIds: z.array(z.uuid()),
  presence: Presence,
  language: LanguageChoice,
  workspace: Workspace,
  sessionId: z.uuid(),
  /** The tour of the screen is offered: one is new and has neither seen nor refused it. */
  tourDue: z.boolean(),
});

export type Me = z.infer<typeof Me>;

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
