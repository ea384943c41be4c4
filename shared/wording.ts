import { z } from "zod";

/** What somebody writes, as text, as HTML or as both; at most so many characters of text, and twice that of HTML. */
export const wording = (longest: number) => ({
  text: z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .optional()
    .describe("Plain text. Left out, it is made from `html`: links, lists, quotes and tables stay readable."),
  html: z
    .string()
    .trim()
    .min(1)
    .max(longest * 2)
    .optional()
    .describe(
      'Rich text; whatever could act is taken out. Images are uploaded files only: `<img src="/api/files/ID" data-file-id="ID">`.',
    ),
});

/** One of both is needed. */
export const isWorded = ({ text, html }: { text?: string | undefined; html?: string | undefined }): boolean =>
  text !== undefined || html !== undefined;

/** What is said when neither is there. */
export const unworded = { path: ["text"], message: "Either `text` or `html` is needed." };
