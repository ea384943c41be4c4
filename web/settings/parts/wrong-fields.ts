import { z } from "zod";
import { i18n } from "../../lib/i18n.ts";
import { asProblem } from "../../lib/problem.ts";

/** What is wrong with each field, by its path ("imap.host"), whether this browser or the server noticed. */
export function wrongFields(error: unknown): Record<string, string> {
  if (error instanceof z.ZodError)
    return Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issueText(issue)]));
  return error ? asProblem(error).fields : {};
}

/** What is wrong with one value, in our own words. */
function issueText(issue: z.core.$ZodIssue): string {
  const t = i18n.t;
  if (issue.code === "invalid_format" && issue.format === "email") return t("settings.wrong.email");
  if (issue.code === "too_small")
    return issue.origin === "string" && issue.minimum <= 1
      ? t("settings.wrong.missing")
      : t(issue.origin === "string" ? "settings.wrong.short" : "settings.wrong.small", {
          count: Number(issue.minimum),
        });
  if (issue.code === "too_big")
    return t(issue.origin === "string" ? "settings.wrong.long" : "settings.wrong.big", {
      count: Number(issue.maximum),
    });
  return t(
    issue.code === "invalid_type" && issue.expected !== "string"
      ? "settings.wrong.number"
      : "settings.wrong.other",
  );
}
