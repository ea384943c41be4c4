import type * as en from "../en/customers.ts";
import type { German } from "../languages.ts";

export const customers: German<typeof en.customers> = {};
