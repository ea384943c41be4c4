import type * as en from "../en/composer.ts";
import type { German } from "../languages.ts";

export const composer: German<typeof en.composer> = {};
