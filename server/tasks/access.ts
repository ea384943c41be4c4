import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

/** Collaborators settle what is theirs; everybody else what they see. */
export function requireOwn(
  { actor }: Work,
  { assigneeId, teamId }: { assigneeId: string | null; teamId: string | null },
): void {
  if (actor.kind !== "agent" || actor.role !== "collaborator") return;
  if (assigneeId === actor.id || (teamId && actor.teamIds.includes(teamId))) return;
  throw new Refusal("forbidden", "This task is somebody else's.");
}
