import { type Language, spokenOf } from "../../shared/languages.ts";
import type { NoticeSettings } from "../../shared/notifications.ts";
import { actorAgain } from "../people/actor-again.ts";
import { readMe } from "../people/me.ts";
import type { AgentActor } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { settingsOf } from "./ways.ts";

/** Whoever is told something outside of the app, as things stand when it is sent. */
export interface Reader {
  id: string;
  name: string;
  email: string;
  company: string;
  language: Language;
  settings: NoticeSettings & { timeZone: string };
}

/** The person as an actor, with the rights they have by now; null when they have left. */
export async function readerActor(
  house: House,
  workspaceId: string,
  agentId: string,
): Promise<AgentActor | null> {
  const actor = await actorAgain(house, { workspaceId, kind: "agent", id: agentId });
  return actor?.kind === "agent" ? actor : null;
}

/** What is needed to write to whoever does this work. */
export async function readerOf(work: Work, actor: AgentActor): Promise<Reader> {
  const me = await readMe(work, actor.id, actor.sessionId);
  const settings = (await settingsOf(work, [actor.id])).get(actor.id);
  if (!settings) throw new Error("Settings of nobody.");
  const { id, name, email, language, workspace } = me;
  const spoken = language === "workspace" || language === "auto" ? spokenOf([workspace.locale]) : language;
  return { id, name, email, company: workspace.name, language: spoken, settings };
}
