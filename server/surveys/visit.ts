import { rowsOf } from "../conversations/row.ts";
import { knownTrackerUrl } from "../conversations/tracker-link.ts";
import { getWorkspace } from "../people/workspace.ts";
import { notFound } from "../platform/errors.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { whoIs } from "./check-in.ts";
import { changeableUntil, mayAnswer } from "./follow-up.ts";
import type { FollowUpVisitor } from "./follow-up-link.ts";

export interface Visit {
  company: string;
  zone: string;
  number: number;
  holder: string;
  trackerUrl: string | null;
  given: { rating: number; comment: string } | null;
  /** Until when the given answer may be changed; null when that is over, or nothing is given. */
  until: Date | null;
}

/** What the page of a follow-up shows. Only reads: whoever follows a link has said nothing yet. */
export async function getVisit(
  work: Work,
  house: House,
  { followUpId, actor }: FollowUpVisitor,
): Promise<Visit> {
  const [row] = await rowsOf(work, [actor.conversationId]);
  const followUp = await work.db
    .selectFrom("followUps")
    .select(["rating", "comment", "answeredAt"])
    .where("workspaceId", "=", work.workspaceId)
    .where("id", "=", followUpId)
    .executeTakeFirst();
  if (!row || !followUp) throw notFound();
  const { name: company, timeZone: zone } = await getWorkspace(work);
  const { rating, comment, answeredAt } = followUp;
  return {
    company,
    zone,
    number: row.number,
    holder: whoIs(row, company),
    trackerUrl: await knownTrackerUrl(work, house, actor.conversationId, actor.id),
    given: rating === null ? null : { rating, comment },
    until: answeredAt && mayAnswer(followUp, work.now) ? changeableUntil(answeredAt) : null,
  };
}
