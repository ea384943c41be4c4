import type * as en from "../en/customers.ts";
import type { Arabic } from "../languages.ts";

export const customers: Arabic<typeof en.customers> = {};
