import { z } from "zod";
import { ConversationRow } from "./conversation-shape.ts";
import { endpoint } from "./endpoint.ts";
import { page, pageQuery } from "./page.ts";

export const figures = ["first_reply", "resolution", "promise_kept", "csat", "open", "overdue"] as const;
export const FigureName = z.enum(figures);
export type FigureName = z.infer<typeof FigureName>;

/** One figure of the board: `value` is null when nothing was counted; `count` is the number of rows behind it. */
export const Figure = z.object({
  name: FigureName,
  value: z.number().nullable(),
  unit: z.enum(["seconds", "share", "rating", "conversations"]),
  count: z.number().int(),
  /** 95 % interval where the figure is a share or a mean; null when the sample is too small. */
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Figure = z.infer<typeof Figure>;

const period = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });

export const getBoard = endpoint({
  method: "GET",
  path: "/api/board",
  summary:
    "First reply and resolution time (medians, seconds), promise-kept rate, CSAT, open and overdue, over the last days.",
  audience: "agent",
  permission: "figures.read",
  scope: "reports:read",
  query: period,
  reply: z.object({ figures: z.array(Figure) }),
});

export const getBoardRows = endpoint({
  method: "GET",
  path: "/api/board/:name",
  summary: "The conversations behind one figure of the board, with each one's own value.",
  audience: "agent",
  permission: "figures.read",
  scope: "reports:read",
  params: z.object({ name: FigureName }),
  query: pageQuery.extend(period.shape),
  reply: page(z.object({ conversation: ConversationRow, value: z.number().nullable() })),
});
