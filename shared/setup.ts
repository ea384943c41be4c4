import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { Me } from "./me.ts";
import { email, name, password } from "./person-fields.ts";

export const setupState = endpoint({
  method: "GET",
  path: "/api/setup",
  summary: "Tells whether this Baton still needs its first workspace and owner.",
  audience: "anyone",
  reply: z.object({ needed: z.boolean() }),
});

export const setUp = endpoint({
  method: "POST",
  path: "/api/setup",
  summary: "Creates the first workspace and its owner and signs the owner in; refused when there is one.",
  audience: "anyone",
  body: z.object({
    workspace: name,
    name,
    email,
    password,
    timeZone: z.string().max(64).default("UTC"),
    locale: z.string().max(35).default("en"),
  }),
  reply: Me,
  errors: ["already_set_up"],
});
