import * as people from "../../shared/people.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import type { AgentActor } from "../platform/realtime.ts";
import { changeAgent, inviteAgent, reactivateAgent, renewInvitation } from "./agent.ts";
import { listAgents } from "./agents.ts";
import { askForPassword, choosePassword } from "./entry-token.ts";
import { createKey, listKeys, revokeKey } from "./key.ts";
import { changeMe, getMe } from "./me.ts";
import { setPresence } from "./presence.ts";
import { listSessions, revokeSession } from "./session.ts";
import { setUp, setupNeeded } from "./setup.ts";
import { signIn, signOut } from "./sign-in.ts";
import { changeTeam, createTeam, listTeams, removeTeam } from "./team.ts";
import { changeWorkspace, getWorkspace } from "./workspace.ts";

/** Deactivation is answered by conversations, which pass on what the leaver holds. */
export function routes(web: Web): void {
  const { house } = web;
  entrance(web);
  answer(web, people.me, (_, work) => getMe(work));
  // Closed to keys, so whoever asks is a person.
  answerFreely(web, people.changeMe, ({ body }, actor) => changeMe(house, actor as AgentActor, body));
  answer(web, people.setPresence, ({ body }, work) => setPresence(work, body.presence));
  answer(web, people.listSessions, (_, work) => listSessions(work));
  answer(web, people.revokeSession, ({ params }, work) => revokeSession(work, params.id));

  answer(web, people.getWorkspace, (_, work) => getWorkspace(work));
  answer(web, people.changeWorkspace, ({ body }, work) => changeWorkspace(work, body));

  answer(web, people.listAgents, ({ query }, work) => listAgents(work, query));
  answer(web, people.inviteAgent, ({ body }, work) => inviteAgent(work, house, body));
  answer(web, people.changeAgent, ({ params, body }, work) => changeAgent(work, params.id, body));
  answer(web, people.reactivateAgent, ({ params }, work) => reactivateAgent(work, params.id));
  answer(web, people.renewInvitation, ({ params }, work) => renewInvitation(work, house, params.id));

  answer(web, people.listTeams, ({ query }, work) => listTeams(work, query));
  answer(web, people.createTeam, ({ body }, work) => createTeam(work, body));
  answer(web, people.changeTeam, ({ params, body }, work) => changeTeam(work, params.id, body));
  answer(web, people.removeTeam, ({ params }, work) => removeTeam(work, params.id));

  answer(web, people.listKeys, (_, work) => listKeys(work));
  answer(web, people.createKey, ({ body }, work) => createKey(work, body));
  answer(web, people.revokeKey, ({ params }, work) => revokeKey(work, params.id));
}

/** Passwords are hashed outside of a work, so these answer freely. */
function entrance(web: Web): void {
  const { house } = web;
  answerFreely(web, people.setupState, () => setupNeeded(house));
  answerFreely(web, people.setUp, (asked) => setUp(house, asked, asked.body));
  answerFreely(web, people.signIn, (asked) => signIn(house, asked, asked.body));
  answer(web, people.signOut, (asked, work) => signOut(work, house, asked));
  answerFreely(web, people.askForPassword, (asked) => askForPassword(house, asked, asked.body.email));
  answerFreely(web, people.choosePassword, (asked) => choosePassword(house, asked, asked.body));
}
