import type { Page } from "../../shared/page.ts";
import type { FoundSide } from "../../shared/search.ts";
import { toldOf } from "../conversations/concerned.ts";
import { conversationFields, frameOf } from "../conversations/condition-fields.ts";
import { compile } from "../platform/condition-sql.ts";
import { writeCursor } from "../platform/cursor.ts";
import type { Work } from "../platform/work.ts";
import { findableSides } from "../side-conversations/findable.ts";
import type { Place } from "./hits.ts";
import { type SideHit, sideHits } from "./side-hits.ts";
import { marksIn, snippetOf } from "./snippet.ts";
import type { Understanding } from "./understanding.ts";

/** How much of a message is read to show what was found in it. */
const shownText = 20_000;

/** Side conversations that say what is looked for, each by its newest message that does, behind a place. */
export async function findSides(
  work: Work,
  { text, condition, since, until, looked }: Understanding,
  after: Place | null,
  limit: number,
): Promise<Page<FoundSide>> {
  if (!text) return { items: [], next: null };
  const where = condition && compile(condition, await conversationFields(work), await frameOf(work));
  const { hits, next } = await sideHits(work, { query: text, where, since, until, after, limit });
  return { items: await shown(work, hits, looked), next: next && writeCursor(next) };
}

async function shown(
  work: Work,
  hits: readonly SideHit[],
  looked: Understanding["looked"],
): Promise<FoundSide[]> {
  const messages = new Map(
    (
      await findableSides(
        work,
        hits.map(({ id }) => id),
        shownText,
      )
    ).map((one) => [one.id, one]),
  );
  const seen = await toldOf(work, [...new Set(hits.map(({ conversationId }) => conversationId))]);
  return hits.flatMap(({ id, sideId, conversationId }) => {
    const message = messages.get(id);
    // Taken back a moment ago, and not yet followed here.
    if (!message) return [];
    const { subject, asked, author, authorAddress, text: words, files, at } = message;
    const inText = snippetOf(words, looked);
    const inName = files.map((name) => snippetOf(name, looked)).find(({ marks }) => marks.length > 0);
    return [
      {
        id: sideId,
        conversation: seen.get(conversationId) ?? null,
        subject,
        marks: marksIn(subject, looked, "A"),
        asked: snippetOf(asked, looked),
        author: author || authorAddress,
        at,
        snippet: inText.marks.length === 0 && inName ? inName : inText,
      },
    ];
  });
}
