import { z } from "zod";

/** Colours by name, so that each look of the screens has its own shade of them. */
export const colors = ["red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"] as const;
export const Color = z.enum(colors);
export type Color = z.infer<typeof Color>;
