import { holdTrue } from "./state/hold-true.ts";
import { settings } from "./state/settings.ts";

holdTrue(settings);
