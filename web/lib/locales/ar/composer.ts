import type * as en from "../en/composer.ts";
import type { Arabic } from "../languages.ts";

export const composer: Arabic<typeof en.composer> = {};
