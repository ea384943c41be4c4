import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem, ProblemCode } from "../../shared/problem.ts";
import { brokenConstraint, isUnavailable, problemOf, Refusal, sqlState } from "./errors.ts";
import type { House } from "./house.ts";

interface Told {
  code: ProblemCode;
  detail: string;
  more?: Partial<Problem>;
}

/** Turns whatever was thrown into a problem; only our own faults are logged, and never with what the request contained. */
export function tell(
  house: House,
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { code, detail, more } = refusalOf(error) ?? asked(error) ?? database(error) ?? internal;
  const route = request.routeOptions.url;
  if (code === "unavailable") house.log.warn({ err: error.message, route }, "the database was away");
  if (code === "internal") house.log.error({ err: error, route, method: request.method }, "a request failed");
  const problem = problemOf(code, detail, more);
  if (problem.retryAfterSeconds) reply.header("retry-after", String(Math.ceil(problem.retryAfterSeconds)));
  return reply
    .code(problem.status)
    .type("application/problem+json")
    .serializer((content) => JSON.stringify(content))
    .send(problem);
}

const internal: Told = {
  code: "internal",
  detail: "It is not your fault, and nothing was changed. The log has the details.",
};

function refusalOf(error: FastifyError): Told | null {
  if (!(error instanceof Refusal)) return null;
  const { code, message, errors, retryAfterSeconds } = error;
  return {
    code,
    detail: message,
    more: { ...(errors && { errors }), ...(retryAfterSeconds && { retryAfterSeconds }) },
  };
}

/** What is wrong with the request itself. */
function asked(error: FastifyError): Told | null {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message = "" }) => ({
      path: instancePath,
      message,
    }));
    const detail = errors.map(({ path, message }) => `${path || "body"}: ${message}`).join("; ");
    return { code: "invalid_request", detail, more: { errors } };
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE" || error.code === "FST_REQ_FILE_TOO_LARGE")
    return { code: "too_large", detail: "That is larger than what is accepted here." };
  if (error.statusCode && error.statusCode < 500) return { code: "invalid_request", detail: error.message };
  return null;
}

/** What the database refused, where that says something about the request. */
function database(error: FastifyError): Told | null {
  if (isUnavailable(error)) {
    // Cut off while committing, nobody knows whether it was done; only the key makes asking again safe.
    const detail = "Try again in a moment; with the same Idempotency-Key nothing is done twice.";
    return { code: "unavailable", detail, more: { retryAfterSeconds: 2 } };
  }
  switch (sqlState(error) ?? "") {
    case "23505":
      return { code: "duplicate", detail: "The same thing exists already." };
    case "23503":
      return { code: "conflict", detail: "Something this refers to is not there, or is still in use." };
    case "40001":
    case "40P01":
      return { code: "conflict", detail: "Others changed the same at the same moment. Try again." };
    case "22021":
    case "22P05":
      return { code: "invalid_request", detail: "Text must not contain the character NUL." };
    case "23514":
      return brokenConstraint(error) === "never_dropped"
        ? { code: "promise_required", detail: "An unresolved conversation needs a holder and a promise." }
        : null;
    default:
      return null;
  }
}
