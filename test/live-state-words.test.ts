import { holdTrue } from "./state/hold-true.ts";
import { words } from "./state/words.ts";

holdTrue(words);
