import { type ProblemCode, problems } from "../../shared/problem.ts";
import { i18n } from "../lib/i18n.ts";
import type { problemTexts } from "../lib/locales/en/problems.ts";
import type { FailureCode, ProblemError } from "../lib/problem.ts";

/** Words of our own where a person can do something about it; otherwise the server's. */
const own = new Set<FailureCode>([
  "unreachable",
  "unreadable",
  "unavailable",
  "internal",
  "forbidden",
  "not_found",
  "too_many_requests",
  "conflict",
  "wrong_credentials",
  "link_expired",
  "too_large",
  "invalid_request",
  "promise_in_the_past",
  "promise_required",
  "already_resolved",
  "merged_already",
  "fields_required",
  "snooze_beyond_promise",
  "handover_pending",
  "holder_inactive",
  "not_offered_to_you",
  "answered_meanwhile",
  "send_time",
]);

/** As it stands between other sentences: a capital letter first, a full stop last. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  if (!trimmed) return "";
  const begun = trimmed.charAt(0).toLocaleUpperCase(i18n.language) + trimmed.slice(1);
  return /[.!?…:]["”)]?$/.test(begun) ? begun : `${begun}.`;
}

/** A failure in words for people: what happened, and what to do. */
export function problemText(problem: ProblemError): { title: string; remedy: string } {
  const { code, detail, retryAfterSeconds } = problem;
  if (!own.has(code)) {
    const title = code in problems ? i18n.t(`problemTitles.${code as ProblemCode}`) : detail;
    return { title: asSentence(title), remedy: detail === title ? "" : asSentence(detail) };
  }

  const minutes = Math.max(1, Math.ceil((retryAfterSeconds ?? 60) / 60));
  const key = code as keyof typeof problemTexts;
  return {
    title: i18n.t(`problems.${key}.title`),
    remedy: i18n.t(`problems.${key}.remedy`, { count: minutes, missing: missingOf(detail) }),
  };
}

/** What a refusal to resolve names, read from its sentences: of what failed among many only those are kept. */
function missingOf(detail: string): string {
  const about = "Say what it was about.";
  const why = "Say why it had to happen.";
  const fields = detail.replace(about, "").replace(why, "").split(" is not filled in.");
  const names = [
    detail.startsWith(about) && i18n.t("problems.fields_required.topic"),
    detail.includes(why) && i18n.t("problems.fields_required.cause"),
    ...fields.map((label) => label.trim()),
  ];
  return new Intl.ListFormat(i18n.language).format(names.flatMap((name) => name || []));
}
