import { z } from "zod";
import { endpoint } from "./endpoint.ts";

/** Where the demo of a workspace stands; `done` of `total` steps while it is being filled or removed. */
export const Demo = z.object({
  state: z.enum(["none", "filling", "filled", "removing"]),
  done: z.number().int(),
  total: z.number().int(),
});
export type Demo = z.infer<typeof Demo>;

export const getDemo = endpoint({
  method: "GET",
  path: "/api/demo",
  summary: "Whether the workspace holds the demo shop, and how far filling or removing has come.",
  audience: "admin",
  permission: "workspace.demo",
  scope: "settings:read",
  reply: Demo,
});

export const fillDemo = endpoint({
  method: "POST",
  path: "/api/demo",
  summary:
    "Begins to fill the workspace with a shop that never was; asked again it changes nothing. None of it is ever mailed.",
  audience: "admin",
  permission: "workspace.demo",
  scope: "settings:write",
  reply: Demo,
  errors: ["conflict"],
});

export const removeDemo = endpoint({
  method: "DELETE",
  path: "/api/demo",
  summary:
    "Begins to remove the demo shop and everything that was added to it; without one it changes nothing.",
  audience: "admin",
  permission: "workspace.demo",
  scope: "settings:write",
  reply: Demo,
});
