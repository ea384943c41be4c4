import { z } from "zod";
import { listBulks } from "../../shared/bulk.ts";
import { queryOf } from "../lib/query.ts";
import { remembered } from "../lib/remembered.ts";

export const bulksQuery = queryOf(listBulks, {});

/** Those that were closed in this browser after they ended. */
export const closedBulks = remembered("closed-bulks", z.array(z.string()), []);

export function closeBulk(id: string): void {
  closedBulks.set((before) => [id, ...before].slice(0, 50));
}
