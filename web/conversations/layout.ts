import { z } from "zod";
import { remembered } from "../lib/remembered.ts";

const Columns = z.object({
  list: z.number(),
  customer: z.number(),
  showList: z.boolean(),
  showCustomer: z.boolean(),
});
type Columns = z.infer<typeof Columns>;

/** How wide the columns of the inbox are and which are shown, in CSS pixels. */
export const columns = remembered<Columns>("columns", Columns, {
  list: 364,
  customer: 264,
  showList: true,
  showCustomer: true,
});

export function changeColumns(change: Partial<Columns>): void {
  columns.set((before) => ({ ...before, ...change }));
}
