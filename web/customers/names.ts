import type { CustomerRef } from "../../shared/customers.ts";
import { i18n } from "../lib/i18n.ts";

/** What a customer is called: the name, else the address. */
export function customerName({ name, email }: Pick<CustomerRef, "name" | "email">): string {
  return name || email || i18n.t("customers.nameless");
}

/** The first name for sentences such as "Wait for Ana"; an address stands for itself. */
export function firstName(customer: Pick<CustomerRef, "name" | "email">): string {
  return customer.name.trim().split(/\s+/)[0] || customerName(customer);
}
