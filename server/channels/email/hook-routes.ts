import type { FastifyRequest } from "fastify";
import * as api from "../../../shared/inbound-hooks.ts";
import { listMailEvents, tellMailEvents } from "../../../shared/mail-events.ts";
import { answer, answerFreely, type Web } from "../../platform/http.ts";
import { takeHandedOver } from "./handed-over.ts";
import {
  createInboundHook,
  listInboundHooks,
  type OpenHook,
  openHook,
  removeInboundHook,
} from "./inbound-hook.ts";
import { listEvents, takeEvents } from "./mail-event.ts";
import type { Fetch } from "./sns-signature.ts";

/** The largest request in bytes: 50 MB of mail in the base64 of a JSON body. */
const largest = 70 * 1024 * 1024;

/** Where providers hand over mail by HTTP. `fetch` gets Amazon's certificates. */
export function hookRoutes(web: Web, fetch?: Fetch): void {
  const { house } = web;
  answer(web, api.listInboundHooks, (_, work) => listInboundHooks(work));
  answer(web, api.createInboundHook, ({ body }, work) => createInboundHook(work, house, body));
  answer(web, api.removeInboundHook, ({ params }, work) => removeInboundHook(work, params.id));
  answer(web, listMailEvents, ({ query }, work) => listEvents(work, query));

  const opened = new WeakMap<FastifyRequest, OpenHook>();
  // In a room of its own: bodies stay bytes here, because signatures are over bytes.
  void web.fastify.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: largest }, (_, body, done) =>
      done(null, body),
    );
    // Before the body is read: whoever does not know the secret sends nothing large.
    inner.addHook("onRequest", async (request) => {
      const { hook } = request.params as { hook: string };
      const purpose = request.routeOptions.url === tellMailEvents.path ? "events" : "mail";
      opened.set(request, await openHook(house, hook, tokenOf(request), purpose));
    });
    answerFreely({ ...web, fastify: inner }, api.handOverMail, async ({ http }) => {
      const hook = opened.get(http) as OpenHook;
      const body = Buffer.isBuffer(http.body) ? http.body : Buffer.of();
      return takeHandedOver(house, hook, { body, header: (name) => String(http.headers[name] ?? "") }, fetch);
    });
    answerFreely({ ...web, fastify: inner }, tellMailEvents, async ({ http }) => {
      const hook = opened.get(http) as OpenHook;
      const body = Buffer.isBuffer(http.body) ? http.body : Buffer.of();
      return takeEvents(house, hook, { body, header: (name) => String(http.headers[name] ?? "") }, fetch);
    });
  });
}

/** The secret in the password of basic authentication, or in the address. */
function tokenOf({ headers, query }: FastifyRequest): string {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? "")?.[1];
  if (basic)
    return Buffer.from(basic, "base64")
      .toString("utf8")
      .replace(/^[^:]*:/, "");
  const { token } = query as { token?: unknown };
  return typeof token === "string" ? token : "";
}
