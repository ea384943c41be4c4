import * as people from "../../shared/people.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import type { AgentActor } from "../platform/realtime.ts";
import { changeMe, getMe } from "./me.ts";
import { listSessions, revokeSession } from "./session.ts";
import { setUp, setupNeeded } from "./setup.ts";
import { signIn, signOut } from "./sign-in.ts";

/** Passwords are hashed outside of a work, so these answer freely. */
export function routes(web: Web): void {
  const { house } = web;
  answerFreely(web, people.setupState, () => setupNeeded(house));
  answerFreely(web, people.setUp, (asked) => setUp(house, asked, asked.body));
  answerFreely(web, people.signIn, (asked) => signIn(house, asked, asked.body));
  answer(web, people.signOut, (asked, work) => signOut(work, house, asked));

  answer(web, people.me, (_, work) => getMe(work));
  // Closed to keys, so whoever asks is a person.
  answerFreely(web, people.changeMe, ({ body }, actor) => changeMe(house, actor as AgentActor, body));
  answer(web, people.listSessions, (_, work) => listSessions(work));
  answer(web, people.revokeSession, ({ params }, work) => revokeSession(work, params.id));
}
