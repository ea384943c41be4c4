import { z } from "zod";

/** What is asked of an address, a name and a password wherever a person gives one. */
export const email = z.email().max(254);
export const name = z.string().trim().min(1).max(100);
export const password = z.string().min(10).max(200);
