import { customers } from "./state/customers.ts";
import { holdTrue } from "./state/hold-true.ts";

holdTrue(customers);
