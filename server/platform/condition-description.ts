import { z } from "zod";
import { Condition } from "../../shared/conditions.ts";

const parts = { type: "array", items: { type: "object" } } as const;

/** What the API documentation says of a condition: zod sees only that it was checked. */
const described = {
  description:
    "All of several parts, any of them, the opposite of one, or one question: `field` and its `operator` are of those that GET /api/conditions/fields names. `value` is nothing (`is_empty`), one value, a list (`one_of`, `any_of`), two ends (`between`), or a length of time, `{ amount, unit }` in minutes, hours or days. Moments are ISO 8601, days 2030-12-31. A person may be `me`, a team `my_teams`. `{ all: [] }` holds everything. At most 100 parts, 8 deep.",
  oneOf: [
    { type: "object", properties: { all: parts }, required: ["all"], additionalProperties: false },
    { type: "object", properties: { any: parts }, required: ["any"], additionalProperties: false },
    {
      type: "object",
      properties: { not: { type: "object" } },
      required: ["not"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { field: { type: "string" }, operator: { type: "string" }, value: {} },
      required: ["field", "operator"],
      additionalProperties: false,
    },
  ],
  examples: [
    {
      all: [
        { field: "conversation.state", operator: "one_of", value: ["open", "waiting"] },
        { field: "conversation.holder", operator: "is", value: "me" },
        {
          not: {
            field: "conversation.last_message",
            operator: "in_last",
            value: { amount: 3, unit: "days" },
          },
        },
      ],
    },
  ],
} as const;

// Kept out of shared: the browser needs none of these words.
z.globalRegistry.add(Condition, described);
