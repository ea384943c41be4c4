import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type Customer, getCustomer } from "../../shared/customers.ts";
import { queryOf } from "../lib/query.ts";

export const customerQuery = (id: string) => queryOf(getCustomer, { params: { id } });

/** Changes a customer and shows what the server answered. */
export function useCustomerAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run: () => Promise<Customer>) => run(),
    onSuccess: (customer) => queries.setQueryData(customerQuery(customer.id).queryKey, customer),
  });
}
