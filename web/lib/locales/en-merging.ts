import { customerMerging } from "./en/customer-merging.ts";
import { merging } from "./en/merging.ts";

/** The sentences about conversations and customers that are one, loaded when they are first looked at. */
export const words = { customerMerging, merging };
