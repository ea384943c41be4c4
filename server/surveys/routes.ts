import type { FastifyRequest } from "fastify";
import { noticePage } from "../../help/notice-page.ts";
import { pagePolicy } from "../../help/style.ts";
import * as api from "../../shared/surveys.ts";
import { countTry, network } from "../people/tries.ts";
import { Refusal } from "../platform/errors.ts";
import { answer, type Web } from "../platform/http.ts";
import { pages, unlisted } from "../platform/pages.ts";
import {
  type Asked,
  commentOf,
  pathOf,
  ratingOf,
  refuseFollowUp,
  showFollowUp,
  wordsOf,
} from "./answer-page.ts";
import { answerFollowUp } from "./follow-up.ts";
import { openFollowUp } from "./follow-up-link.ts";
import { listResponses } from "./responses.ts";

const broken = (request: FastifyRequest, status: number) =>
  noticePage(wordsOf(request), status < 500 ? "lost" : "broken", null);

export function routes(web: Web): void {
  const { house } = web;
  answer(web, api.listResponses, ({ query }, work) => listResponses(work, query));

  pages(web, { policy: pagePolicy, broken }, (page) => {
    page.get("/f/:token", unlisted, async (request: Asked, reply) => {
      const visitor = await openFollowUp(house, request.params.token);
      if (typeof visitor === "string") return refuseFollowUp(request, reply, visitor);
      const { saved, rating } = request.query;
      const wish = { saved: saved !== undefined, rating: ratingOf(rating) };
      return showFollowUp(house, visitor, request, reply, wish);
    });

    page.post("/f/:token", unlisted, async (request: Asked, reply) => {
      const visitor = await openFollowUp(house, request.params.token);
      if (typeof visitor === "string") return refuseFollowUp(request, reply, visitor);
      const form = (request.body ?? {}) as { rating?: unknown; comment?: unknown };
      const [rating, comment] = [ratingOf(form.rating), commentOf(form.comment)];
      const again = (status: number, why: string) =>
        showFollowUp(house, visitor, request, reply, { rating, comment, error: { status, why } });
      if (rating === null) return again(422, wordsOf(request).chooseRating);
      const link = { key: `follow-up:${visitor.followUpId}`, free: 10, longest: 60 };
      try {
        await countTry(house, [link, network("follow-up", request.ip)]);
        await house.work(visitor.actor, (work) =>
          answerFollowUp(work, visitor.followUpId, { rating, comment }),
        );
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "too_many_requests") throw error;
        return again(429, wordsOf(request).tooMany(error.retryAfterSeconds ?? 60));
      }
      return reply.redirect(`${pathOf(request)}?saved=1`, 303);
    });
  });
}
