import { html } from "../../help/html.ts";
import type { NoticeKind } from "../../shared/notifications.ts";
import { houseLetter, type Letter } from "../channels/email/letter.ts";
import { letterWords } from "../channels/email/letter-words.ts";
import type { Told } from "../conversations/concerned.ts";
import type { AnswerByMail } from "./answer-by-mail.ts";
import { noticeWords } from "./notice-words.ts";
import type { Reader } from "./reader.ts";

const mostShown = 30;

interface Row {
  kind: string;
  conversationId: string | null;
  /** The side conversation it tells of, and what that is about. */
  sideId: string | null;
  sideSubject: string | null;
}

/** A mail that tells a colleague what they have not read: what kind of thing, of which conversation, and the way there. No message's words. */
export function noticeLetter(
  { name, language, company }: Reader,
  url: string,
  rows: readonly Row[],
  seen: ReadonlyMap<string, Told>,
  answers: Pick<AnswerByMail, "writes" | "to"> | null,
): Letter {
  const words = noticeWords(language);
  // At the top: all below it is known as ours when it comes back.
  const above = answers ? `-- ${words.answer[answers.writes](answers.to)} --` : "";
  const lines = rows.slice(0, mostShown).map(({ kind, conversationId, sideId, sideSubject }) => {
    const told = conversationId ? seen.get(conversationId) : undefined;
    const of = told ? `#${told.number} ${told.customer}: ${told.subject}` : "";
    return {
      says: words.kinds[kind as NoticeKind],
      of: [of, sideSubject].filter(Boolean).join(" – "),
      link: wayTo(url, told, sideId),
    };
  });
  const [first] = lines;
  const one = rows.length === 1 && first ? `${first.says}${first.of && ` – ${first.of}`}` : "";
  const more = rows.length > mostShown ? words.more(rows.length - mostShown) : "";
  const hello = letterWords(language).hello(name);
  const settings = `${url}/settings/notifications`;
  const all = `${url}/notifications`;
  const text = [
    above,
    hello,
    words.lead,
    ...lines.map(({ says, of, link }) => [says, of, link].filter(Boolean).join("\n")),
    more,
    `${words.open}: ${all}`,
    `${words.settings}\n${settings}`,
  ];
  return houseLetter(
    language,
    one || `${company}: ${words.several(rows.length)}`,
    text,
    html`${above && html`<p style="font-size:13px">${above}</p>`}<p>${hello}</p><p>${words.lead}</p>
<ul>${lines.map(({ says, of, link }) => html`<li style="margin-bottom:8px">${says}<br><a href="${link}" style="color:#ad3922" dir="auto">${of || link}</a></li>`)}</ul>
${more && html`<p>${more}</p>`}<p><a href="${all}" style="color:#ad3922">${words.open}</a></p>
<p style="font-size:13px">${words.settings} <a href="${settings}" style="color:#ad3922">${settings}</a></p>`,
  );
}

/** Side conversations open beside their conversation, or alone for whoever does not see that. */
function wayTo(url: string, told: Told | undefined, sideId: string | null): string {
  if (told) return `${url}/inbox/all/${told.id}${sideId ? `?side=${sideId}` : ""}`;
  return sideId ? `${url}/side-conversations/${sideId}` : `${url}/notifications`;
}
