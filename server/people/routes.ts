import * as agentsApi from "../../shared/agents.ts";
import * as keysApi from "../../shared/keys.ts";
import * as meApi from "../../shared/me.ts";
import * as rolesApi from "../../shared/roles.ts";
import * as setupApi from "../../shared/setup.ts";
import * as signInApi from "../../shared/sign-in.ts";
import * as teamsApi from "../../shared/teams.ts";
import * as tourApi from "../../shared/tour.ts";
import * as workspaceApi from "../../shared/workspace.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import type { AgentActor } from "../platform/realtime.ts";
import { changeAgent, inviteAgent, reactivateAgent, renewInvitation } from "./agent.ts";
import { listAgents } from "./agents.ts";
import { askForPassword, checkLink, choosePassword } from "./entry-token.ts";
import { createKey, listKeys, revokeKey } from "./key.ts";
import { changeMe, getMe } from "./me.ts";
import { setPresence } from "./presence.ts";
import { changeRole, createRole, removeRole } from "./role.ts";
import { listRoles } from "./roles.ts";
import { listSessions, revokeSession } from "./session.ts";
import { setUp, setupNeeded } from "./setup.ts";
import { signIn, signOut } from "./sign-in.ts";
import { changeTeam, createTeam, listTeams, removeTeam } from "./team.ts";
import { endTour } from "./tour.ts";
import { changeWorkspace, getWorkspace } from "./workspace.ts";

/** Deactivation is answered by conversations, which pass on what the leaver holds. */
export function routes(web: Web): void {
  const { house } = web;
  entrance(web);
  answer(web, meApi.me, (_, work) => getMe(work));
  // Closed to keys, so whoever asks is a person.
  answerFreely(web, meApi.changeMe, ({ body }, actor) => changeMe(house, actor as AgentActor, body));
  answer(web, meApi.setPresence, ({ body }, work) => setPresence(work, body.presence));
  answer(web, tourApi.endTour, (_, work) => endTour(work));
  answer(web, signInApi.listSessions, (_, work) => listSessions(work));
  answer(web, signInApi.revokeSession, ({ params }, work) => revokeSession(work, params.id));

  answer(web, workspaceApi.getWorkspace, (_, work) => getWorkspace(work));
  answer(web, workspaceApi.changeWorkspace, ({ body }, work) => changeWorkspace(work, body));

  answer(web, agentsApi.listAgents, ({ query }, work) => listAgents(work, query));
  answer(web, agentsApi.inviteAgent, ({ body }, work) => inviteAgent(work, house, body));
  answer(web, agentsApi.changeAgent, ({ params, body }, work) => changeAgent(work, params.id, body));
  answer(web, agentsApi.reactivateAgent, ({ params }, work) => reactivateAgent(work, params.id));
  answer(web, agentsApi.renewInvitation, ({ params }, work) => renewInvitation(work, house, params.id));

  answer(web, teamsApi.listTeams, ({ query }, work) => listTeams(work, query));
  answer(web, teamsApi.createTeam, ({ body }, work) => createTeam(work, body));
  answer(web, teamsApi.changeTeam, ({ params, body }, work) => changeTeam(work, params.id, body));
  answer(web, teamsApi.removeTeam, ({ params }, work) => removeTeam(work, params.id));

  answer(web, rolesApi.listRoles, (_, work) => listRoles(work));
  answer(web, rolesApi.createRole, ({ body }, work) => createRole(work, body));
  answer(web, rolesApi.changeRole, ({ params, body }, work) => changeRole(work, params.id, body));
  answer(web, rolesApi.removeRole, ({ params }, work) => removeRole(work, params.id));

  answer(web, keysApi.listKeys, (_, work) => listKeys(work));
  answer(web, keysApi.createKey, ({ body }, work) => createKey(work, body));
  answer(web, keysApi.revokeKey, ({ params }, work) => revokeKey(work, params.id));
}

/** Passwords are hashed outside of a work, so these answer freely. */
function entrance(web: Web): void {
  const { house } = web;
  answerFreely(web, setupApi.setupState, () => setupNeeded(house));
  answerFreely(web, setupApi.setUp, (asked) => setUp(house, asked, asked.body));
  answerFreely(web, signInApi.signIn, (asked) => signIn(house, asked, asked.body));
  answer(web, signInApi.signOut, (asked, work) => signOut(work, house, asked));
  answerFreely(web, signInApi.askForPassword, (asked) => askForPassword(house, asked, asked.body.email));
  answerFreely(web, signInApi.checkLink, (asked) => checkLink(house, asked, asked.body.token));
  answerFreely(web, signInApi.choosePassword, (asked) => choosePassword(house, asked, asked.body));
}
