import { holdTrue } from "./state/hold-true.ts";
import { held } from "./state/states.ts";

holdTrue(held);
