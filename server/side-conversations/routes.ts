import * as api from "../../shared/side-conversations.ts";
import { sendFile } from "../conversations/file-routes.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import type { Work } from "../platform/work.ts";
import { previewSide, previewSideMessage } from "./mail.ts";
import { changeSide, closeSide, closeSides, reopenSide, startSide } from "./side-conversation.ts";
import { getSide, mySides, sidesOf } from "./side-list.ts";
import { takeSideBack, writeSide } from "./side-message.ts";
import { getSideMessage, listSideMessages, sideFile } from "./side-thread.ts";

export function routes(web: Web): void {
  const { house } = web;
  const after = async (work: Work, id: string, verb: Promise<void>) => {
    await verb;
    return getSide(work, id);
  };

  answer(web, api.listSides, async ({ params }, work) => ({ items: await sidesOf(work, params.id) }));
  answer(web, api.listMySides, ({ query }, work) => mySides(work, query));
  answer(web, api.getSide, ({ params }, work) => getSide(work, params.id));
  answer(web, api.listSideMessages, ({ params, query }, work) => listSideMessages(work, params.id, query));
  answer(web, api.startSide, async ({ params, body }, work) =>
    getSide(work, await startSide(work, params.id, body)),
  );
  answer(web, api.previewSide, ({ params, body }, work) => previewSide(work, house, params.id, body));
  answer(web, api.previewSideMessage, ({ params, body }, work) =>
    previewSideMessage(work, house, params.id, body),
  );
  answer(web, api.writeSide, async ({ params, body }, work) =>
    getSideMessage(work, await writeSide(work, params.id, body)),
  );
  answer(web, api.takeSideBack, ({ params }, work) => takeSideBack(work, params.id));
  answer(web, api.changeSide, ({ params, body }, work) =>
    after(work, params.id, changeSide(work, params.id, body)),
  );
  answer(web, api.closeSide, ({ params }, work) => after(work, params.id, closeSide(work, params.id)));
  answer(web, api.reopenSide, ({ params }, work) => after(work, params.id, reopenSide(work, params.id)));
  answer(web, api.closeSides, async ({ params }, work) => {
    await closeSides(work, params.id);
    return {};
  });
  answerFreely(web, api.downloadSideFile, async ({ params, answer: reply }, actor) =>
    sendFile(house, actor, await house.work(actor, (work) => sideFile(work, params.id)), reply),
  );
}
