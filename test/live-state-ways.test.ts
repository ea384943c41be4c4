import { holdTrue } from "./state/hold-true.ts";
import { ways } from "./state/ways.ts";

holdTrue(ways);
