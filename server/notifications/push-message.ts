import { directionOf } from "../../shared/languages.ts";
import type { NoticeKind } from "../../shared/notifications.ts";
import type { Told } from "../conversations/concerned.ts";
import { noticeWords } from "./notice-words.ts";
import type { Reader } from "./reader.ts";

/** One message to a device: what the service worker shows. */
export interface PushMessage {
  /** A later message of the same topic replaces this one while it waits at the push service. */
  topic: string;
  payload: { title: string; body: string; url: string; tag: string; lang: string; dir: string };
  /** What it tells of. */
  ids: string[];
}

export interface Due {
  id: string;
  kind: string;
  conversationId: string | null;
}

/** More than this at once is told as a number. */
const mostAtOnce = 3;

/** What the devices of one person show of what is due; a customer's name and the subject only when the person allows it. */
export function pushMessages(
  { language, company, settings }: Reader,
  rows: readonly Due[],
  seen: ReadonlyMap<string, Told>,
): PushMessage[] {
  const words = noticeWords(language);
  const common = { lang: language, dir: directionOf(language) };
  const [first] = rows;
  if (first && rows.length > mostAtOnce) {
    const title = words.several(rows.length);
    const payload = { ...common, title, body: company, url: "/notifications", tag: first.id };
    return [{ topic: topicOf(first.id), payload, ids: rows.map(({ id }) => id) }];
  }
  return rows.map(({ id, kind, conversationId }) => {
    const told = conversationId ? seen.get(conversationId) : undefined;
    const body = told && (settings.wordsInPush ? `${told.customer}: ${told.subject}` : `#${told.number}`);
    const payload = {
      ...common,
      title: words.kinds[kind as NoticeKind],
      body: body ?? company,
      url: told ? `/inbox/all/${told.id}` : "/notifications",
      tag: id,
    };
    return { topic: topicOf(id), payload, ids: [id] };
  });
}

/** A topic has at most 32 characters of base64url: an id without its dashes has exactly as many. */
const topicOf = (id: string) => id.replaceAll("-", "");
