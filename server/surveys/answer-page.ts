import type { FastifyReply, FastifyRequest } from "fastify";
import { followUpPage, followUpThanksPage, longestComment } from "../../help/follow-up-page.ts";
import { wordsFor } from "../../help/language.ts";
import { noticePage } from "../../help/notice-page.ts";
import type { House } from "../platform/house.ts";
import { sendPage } from "../platform/pages.ts";
import type { FollowUpVisitor } from "./follow-up-link.ts";
import { getVisit } from "./visit.ts";

export type Asked = FastifyRequest<{
  Params: { token: string };
  Querystring: { rating?: unknown; saved?: unknown };
  Body: unknown;
}>;

export const wordsOf = (request: FastifyRequest) => wordsFor(request.headers["accept-language"]);
export const pathOf = ({ params }: Asked) => `/f/${encodeURIComponent(params.token)}`;

/** 1 to 5, or null for anything else. */
export const ratingOf = (text: unknown) =>
  typeof text === "string" && /^[1-5]$/.test(text) ? Number(text) : null;

/** What was typed, as it is kept: one kind of line end, nothing that a database cannot hold, and no more than fits. */
export const commentOf = (text: unknown) =>
  typeof text === "string"
    ? text.replace(/\r\n?/g, "\n").replaceAll("\0", "").trim().slice(0, longestComment)
    : "";

export interface Wish {
  rating: number | null;
  comment?: string;
  /** True right after saving. */
  saved?: boolean;
  /** What was wrong with what was sent. */
  error?: { status: number; why: string };
}

/** The form, or the thanks: right after saving, and when the answer can no longer be changed. */
export async function showFollowUp(
  house: House,
  visitor: FollowUpVisitor,
  request: Asked,
  reply: FastifyReply,
  wish: Wish,
): Promise<FastifyReply> {
  const visit = await house.work(visitor.actor, (work) => getVisit(work, house, visitor));
  const { given, until, ...about } = visit;
  const [words, url] = [wordsOf(request), pathOf(request)];
  if (given && (wish.saved || !until)) {
    const thanks = { ...about, unhappy: given.rating <= 2, change: until && { until, url } };
    return sendPage(reply, 200, followUpThanksPage(words, thanks));
  }
  const rating = wish.rating ?? given?.rating ?? null;
  const comment = wish.comment ?? given?.comment ?? "";
  const form = { ...about, url, rating, comment, error: wish.error?.why ?? null };
  return sendPage(reply, wish.error?.status ?? 200, followUpPage(words, form));
}

/** The page for a link that opens nothing: 410 when it was ours once, 404 when it never was. */
export function refuseFollowUp(request: Asked, reply: FastifyReply, why: "forged" | "expired"): FastifyReply {
  if (why === "forged") return sendPage(reply, 404, noticePage(wordsOf(request), "lost", null));
  return sendPage(reply, 410, noticePage(wordsOf(request), "gone", null));
}
