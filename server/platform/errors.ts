import { type Problem, type ProblemCode, problems } from "../../shared/problem.ts";

/** A refusal that the asker can understand and act on; anything else thrown is our fault. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: Problem["errors"];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    more: { errors?: Problem["errors"]; retryAfterSeconds?: number } = {},
  ) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.status = problems[code][0];
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** Foreign and missing look the same. */
export function notFound(what = "There is nothing here, or it is not for you."): Refusal {
  return new Refusal("not_found", what);
}

/** The wire form of RFC 9457. */
export function problemOf(code: ProblemCode, detail: string, more: Partial<Problem> = {}): Problem {
  const [status, title] = problems[code];
  return { type: `urn:baton:problem:${code}`, title, status, code, detail, ...more };
}

/** SQLSTATE of a database error, or null for anything else. */
export function sqlState(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Name of the constraint that refused, or null. */
export function brokenConstraint(error: unknown): string | null {
  return (error as { constraint?: string } | null)?.constraint ?? null;
}

const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "57P01",
  "57P02",
  "57P03",
  "53300",
  "25P03",
  "25P04",
  "08006",
  "08001",
  "08003",
]);

/** True for errors that mean: the database is away or cut us off; asking again later may work. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (code && unreachable.has(code)) return true;
  return /Connection terminated|timeout exceeded when trying to connect|is not queryable|the database system is/i.test(
    message ?? "",
  );
}
