import { type ProblemCode, problems } from "../../../../shared/problem.ts";

/** What each refusal is called: in English as programs are told it, too. */
export const problemTitles = Object.fromEntries(
  Object.entries(problems).map(([code, [, title]]) => [code, title]),
) as Record<ProblemCode, string>;
