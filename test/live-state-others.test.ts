import { holdTrue } from "./state/hold-true.ts";
import { others } from "./state/others.ts";

holdTrue(others);
