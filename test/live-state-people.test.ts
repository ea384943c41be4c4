import { holdTrue } from "./state/hold-true.ts";
import { people } from "./state/people.ts";

holdTrue(people);
