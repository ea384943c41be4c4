import type { FastifyReply, FastifyRequest } from "fastify";
import { downloadPage } from "../../help/download-page.ts";
import { wordsFor } from "../../help/language.ts";
import { noticePage } from "../../help/notice-page.ts";
import { pagePolicy } from "../../help/style.ts";
import { countDownload, type LinkedAttachment, openAttachment } from "../conversations/attachment-link.ts";
import { getWorkspace } from "../people/workspace.ts";
import { system } from "../platform/actor.ts";
import type { Web } from "../platform/http.ts";
import { pages, sendPage, unlisted } from "../platform/pages.ts";

type Asked = FastifyRequest<{ Params: { token: string } }>;

const words = (request: FastifyRequest) => wordsFor(request.headers["accept-language"]);

/** Files that were too large for their mail, for whoever has the signed link: a page that says what it is, and the file. */
export function routes(web: Web): void {
  const { house } = web;
  const broken = (request: FastifyRequest, status: number) =>
    noticePage(words(request), status < 500 ? "lost" : "broken", null);
  const companyOf = (workspaceId: string) =>
    house.work(system(workspaceId, "downloads.page"), (work) => getWorkspace(work));

  pages(web, { policy: pagePolicy, broken }, (page) => {
    page.get("/d/:token", unlisted, async (request: Asked, reply) => {
      const file = await fileOf(request, reply);
      if (!file) return reply;
      const { name: company, timeZone: zone } = await companyOf(file.workspaceId);
      const url = `/d/${encodeURIComponent(request.params.token)}/file`;
      const shown = { company, zone, name: file.name, size: file.size, until: file.expiresAt, url };
      return sendPage(reply, 200, downloadPage(words(request), shown));
    });

    page.get("/d/:token/file", unlisted, async (request: Asked, reply) => {
      const file = await fileOf(request, reply);
      if (!file) return reply;
      const content = await house.files.stream(file.workspaceId, file.sha256);
      // Only looking whether it is there is no download.
      if (request.method === "GET")
        await house.work(system(file.workspaceId, "downloads.file"), (work) => countDownload(work, file.id));
      return reply
        .header("content-type", "application/octet-stream")
        .header("content-length", file.size)
        .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header("content-security-policy", "sandbox; default-src 'none'")
        .header("x-content-type-options", "nosniff")
        .send(content);
    });
  });

  /** The file of a link; one that has ended is answered here, with how to reach the company. */
  async function fileOf(request: Asked, reply: FastifyReply): Promise<LinkedAttachment | null> {
    const file = await openAttachment(house, request.params.token);
    if (file && !("gone" in file)) return file;
    const reach = file && { company: (await companyOf(file.gone)).name, address: null };
    const shown = noticePage(words(request), file ? "gone" : "lost", reach);
    sendPage(reply, file ? 410 : 404, shown);
    return null;
  }
}
