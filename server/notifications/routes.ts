import * as api from "../../shared/notifications.ts";
import { answer, answerFreely, type Web } from "../platform/http.ts";
import { addDevice, listDevices, removeDevice } from "./device.ts";
import { read, see } from "./notice.ts";
import { countNotices, listNotices } from "./notices.ts";
import { testDevice } from "./push.ts";
import { pushKey } from "./push-key.ts";
import { dropSettings, getDefaults, getSettings, setDefaults, setSettings } from "./ways.ts";

export function routes(web: Web): void {
  const { house } = web;
  answer(web, api.listNotifications, ({ query }, work) => listNotices(work, query));
  answer(web, api.countNotifications, (_, work) => countNotices(work));
  answer(web, api.readNotifications, ({ body }, work) => read(work, body));
  answer(web, api.seeNotifications, (_, work) => see(work));
  answer(web, api.getNoticeSettings, (_, work) => getSettings(work));
  answer(web, api.setNoticeSettings, ({ body }, work) => setSettings(work, body));
  answer(web, api.dropNoticeSettings, (_, work) => dropSettings(work));
  answer(web, api.getNoticeDefaults, (_, work) => getDefaults(work));
  answer(web, api.setNoticeDefaults, ({ body }, work) => setDefaults(work, body));
  answerFreely(web, api.getPushKey, async (_, { workspaceId }) => ({
    publicKey: (await pushKey(house, workspaceId)).publicKey,
  }));
  answer(web, api.listPushDevices, (_, work) => listDevices(work));
  answer(web, api.addPushDevice, ({ body, http }, work) =>
    addDevice(work, house.config, body, http.headers["user-agent"] ?? ""),
  );
  answer(web, api.removePushDevice, ({ params }, work) => removeDevice(work, params.id));
  answerFreely(web, api.testPushDevice, ({ params }, actor) => testDevice(house, actor, params.id));
}
