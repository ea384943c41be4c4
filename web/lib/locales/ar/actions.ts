import type * as en from "../en/actions.ts";
import type { Arabic } from "../languages.ts";

export const actions: Arabic<typeof en.actions> = {
  myDrafts: "مسوداتي",
  sendLater: "إرسال الرد لاحقًا",
  takePromise: "الوعد بما في النص",
};

export const palette: Arabic<typeof en.palette> = {};
