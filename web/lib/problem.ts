import { z } from "zod";
import { Problem, type ProblemCode } from "../../shared/problem.ts";

/** What can go wrong before the server's own codes: no answer, or one that cannot be understood. */
export type FailureCode = ProblemCode | "unreachable" | "unreadable";

/** A request that did not succeed; `code` is stable, `detail` is for people. */
export class ProblemError extends Error {
  readonly code: FailureCode;
  readonly status: number;
  readonly detail: string;
  /** What is wrong with each field of what was sent, by its path: "imap.host". */
  readonly fields: Record<string, string>;
  readonly retryAfterSeconds: number | null;

  constructor(code: FailureCode, status = 0, detail = "", problem: Partial<Problem> = {}) {
    super(detail || code);
    this.name = "ProblemError";
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.fields = Object.fromEntries(
      (problem.errors ?? []).map(({ path, message }) => [dotted(path), message]),
    );
    this.retryAfterSeconds = problem.retryAfterSeconds ?? null;
  }
}

/** Reads an error reply; what is not an RFC 9457 problem becomes `internal` with its status. */
export async function readProblem(response: Response): Promise<ProblemError> {
  const parsed = Problem.safeParse(await response.json().catch(() => null));
  if (!parsed.success)
    return new ProblemError(response.status === 503 ? "unavailable" : "internal", response.status);

  return new ProblemError(parsed.data.code as FailureCode, response.status, parsed.data.detail, parsed.data);
}

/** The server points at a field in the manner of JSON Pointer ("/imap/host"), forms name it "imap.host". */
function dotted(pointer: string): string {
  return pointer.replace(/^\//, "").replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Anything thrown, as a ProblemError; what zod refused is what somebody typed, for replies are parsed in `call`. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof z.ZodError) {
    const errors = error.issues.map(({ path, message }) => ({ path: path.join("/"), message }));
    return new ProblemError("invalid_request", 400, "", { errors });
  }
  return new ProblemError("unreadable", 0, error instanceof Error ? error.message : "");
}

/** True when asking once more may help: nobody answered, or the database was away. */
export function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && (error.code === "unreachable" || error.code === "unavailable");
}
