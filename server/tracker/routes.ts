import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { wordsFor } from "../../help/language.ts";
import { noticePage } from "../../help/notice-page.ts";
import { longestReply, replyAgainPage } from "../../help/reply-form.ts";
import { pagePolicy } from "../../help/style.ts";
import { trackerPage } from "../../help/tracker-page.ts";
import { sendAttachment } from "../conversations/file-routes.ts";
import { isUnavailable, notFound, Refusal } from "../platform/errors.ts";
import type { Web } from "../platform/http.ts";
import { pages, sendPage, unlisted } from "../platform/pages.ts";
import { newToken } from "../platform/secrets.ts";
import { leaveReply, slowDown, typed } from "./reply.ts";
import { getTracker } from "./tracker.ts";
import { refusal, visitorOf } from "./visitor.ts";

type Asked = FastifyRequest<{
  Params: { token: string; id: string };
  Querystring: { after?: unknown; sent?: unknown };
  Body: unknown;
}>;

const words = (request: FastifyRequest) => wordsFor(request.headers["accept-language"]);
const pathOf = (token: string) => `/t/${encodeURIComponent(token)}`;

export function routes(web: Web): void {
  const { house } = web;
  const broken = (request: FastifyRequest, status: number) =>
    noticePage(words(request), status < 500 ? "lost" : "broken", null);

  pages(web, { policy: pagePolicy, broken }, (page) => {
    page.get("/t/:token", unlisted, async (request: Asked, reply) => {
      const { token } = request.params;
      const visitor = await visitorOf(house, token);
      if (!visitor) return refuse(request, reply);
      const { after, sent } = request.query;
      const query = { sent: sent !== undefined, ...(typeof after === "string" && { after }) };
      const tracker = await house.work(visitor, (work) => getTracker(work, visitor, pathOf(token), query));
      return sendPage(reply, 200, trackerPage(words(request), tracker));
    });

    page.get("/t/:token/files/:id", unlisted, async (request: Asked, reply) => {
      const visitor = await visitorOf(house, request.params.token);
      if (!visitor) return refuse(request, reply);
      if (!z.uuid().safeParse(request.params.id).success) throw notFound();
      return sendAttachment(house, visitor, request.params.id, reply);
    });

    page.post("/t/:token/replies", unlisted, async (request: Asked, reply) => {
      const { token } = request.params;
      const form = (request.body ?? {}) as { text?: unknown; nonce?: unknown };
      const text = typed(form.text);
      const nonce =
        typeof form.nonce === "string" && /^[\w-]{8,64}$/.test(form.nonce) ? form.nonce : newToken();
      try {
        const visitor = await visitorOf(house, token);
        if (!visitor) return await refuse(request, reply);
        if (text === "") throw new Refusal("unprocessable", words(request).emptyReply);
        if (text.length > longestReply)
          throw new Refusal("unprocessable", words(request).longReply(longestReply));
        await slowDown(house, visitor, request.ip);
        await house.work(visitor, (work) => leaveReply(work, visitor, { nonce, text }));
        return reply.redirect(`${pathOf(token)}?sent=1#sent`, 303);
      } catch (error) {
        const { status, why } = excuse(request, error);
        const again = { url: `${pathOf(token)}/replies`, backUrl: pathOf(token), company: null };
        return sendPage(reply, status, replyAgainPage(words(request), { ...again, nonce, text, error: why }));
      }
    });
  });

  async function refuse(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
    const { status, page } = await refusal(house, words(request), request.params.token);
    return sendPage(reply, status, page);
  }

  /** Whatever went wrong, the text comes back; only surprises are logged. */
  function excuse(request: FastifyRequest, error: unknown): { status: number; why: string } {
    const say = words(request);
    if (error instanceof Refusal) {
      const { code, status, message, retryAfterSeconds } = error;
      if (code === "too_many_requests") return { status, why: say.tooMany(retryAfterSeconds ?? 60) };
      return { status, why: code === "unprocessable" ? message : say.away };
    }
    if (isUnavailable(error)) return { status: 503, why: say.away };
    house.log.error({ err: error, route: request.routeOptions.url }, "a reply could not be taken");
    return { status: 500, why: say.away };
  }
}
