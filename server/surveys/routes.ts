import type { FastifyReply, FastifyRequest } from "fastify";
import { followUpPage, followUpThanksPage, longestComment } from "../../help/follow-up-page.ts";
import { wordsFor } from "../../help/language.ts";
import { noticePage } from "../../help/notice-page.ts";
import { pagePolicy } from "../../help/style.ts";
import { listResponses as listResponsesEndpoint } from "../../shared/surveys.ts";
import { countTry, network } from "../people/tries.ts";
import { Refusal } from "../platform/errors.ts";
import { answer, type Web } from "../platform/http.ts";
import { pages, sendPage, unlisted } from "../platform/pages.ts";
import { answerFollowUp } from "./follow-up.ts";
import { type FollowUpVisitor, openFollowUp } from "./follow-up-link.ts";
import { listResponses } from "./responses.ts";
import { getVisit } from "./visit.ts";

type Asked = FastifyRequest<{
  Params: { token: string };
  Querystring: Record<string, unknown>;
  Body: unknown;
}>;

const words = (request: FastifyRequest) => wordsFor(request.headers["accept-language"]);
const pathOf = ({ params }: Asked) => `/f/${encodeURIComponent(params.token)}`;
/** 1 to 5, or null for anything else. */
const ratingOf = (text: unknown) => (typeof text === "string" && /^[1-5]$/.test(text) ? Number(text) : null);
const commentOf = (text: unknown) =>
  typeof text === "string"
    ? text.replace(/\r\n?/g, "\n").replaceAll("\0", "").trim().slice(0, longestComment)
    : "";

export function routes(web: Web): void {
  const { house } = web;
  answer(web, listResponsesEndpoint, ({ query }, work) => listResponses(work, query));

  const broken = (request: FastifyRequest, status: number) =>
    noticePage(words(request), status < 500 ? "lost" : "broken", null);
  pages(web, { policy: pagePolicy, broken }, (page) => {
    page.get("/f/:token", unlisted, async (request: Asked, reply) => {
      const visitor = await openFollowUp(house, request.params.token);
      if (typeof visitor === "string") return refuse(request, reply, visitor);
      const asked = request.query;
      return show(request, reply, visitor, {
        saved: asked["saved"] !== undefined,
        rating: ratingOf(asked["rating"]),
      });
    });

    page.post("/f/:token", unlisted, async (request: Asked, reply) => {
      const visitor = await openFollowUp(house, request.params.token);
      if (typeof visitor === "string") return refuse(request, reply, visitor);
      const form = (request.body ?? {}) as { rating?: unknown; comment?: unknown };
      const [rating, comment] = [ratingOf(form.rating), commentOf(form.comment)];
      if (rating === null)
        return show(request, reply, visitor, {
          rating,
          comment,
          error: words(request).chooseRating,
          status: 422,
        });
      try {
        await countTry(house, [
          { key: `follow-up:${visitor.followUpId}`, free: 10, longest: 60 },
          network("follow-up", request.ip),
        ]);
        await house.work(visitor.actor, (work) =>
          answerFollowUp(work, visitor.followUpId, { rating, comment }),
        );
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "too_many_requests") throw error;
        const say = words(request).tooMany(error.retryAfterSeconds ?? 60);
        return show(request, reply, visitor, { rating, comment, error: say, status: 429 });
      }
      return reply.redirect(`${pathOf(request)}?saved=1`, 303);
    });
  });

  interface Wish {
    saved?: boolean;
    rating: number | null;
    comment?: string;
    error?: string;
    status?: number;
  }

  /** The form, or the thanks: right after saving, and when the answer can no longer be changed. */
  async function show(
    request: Asked,
    reply: FastifyReply,
    visitor: FollowUpVisitor,
    wish: Wish,
  ): Promise<FastifyReply> {
    const visit = await house.work(visitor.actor, (work) => getVisit(work, house, visitor));
    const { given, until, ...rest } = visit;
    if (given && (wish.saved || !until)) {
      const change = until && { until, url: pathOf(request) };
      return sendPage(
        reply,
        200,
        followUpThanksPage(words(request), { ...rest, unhappy: given.rating <= 2, change }),
      );
    }
    const rating = wish.rating ?? given?.rating ?? null;
    const form = {
      ...rest,
      url: pathOf(request),
      rating,
      comment: wish.comment ?? given?.comment ?? "",
      error: wish.error ?? null,
    };
    return sendPage(reply, wish.status ?? 200, followUpPage(words(request), form));
  }

  function refuse(request: Asked, reply: FastifyReply, why: "forged" | "expired"): FastifyReply {
    const [status, what] = why === "forged" ? ([404, "lost"] as const) : ([410, "gone"] as const);
    return sendPage(reply, status, noticePage(words(request), what, null));
  }
}
